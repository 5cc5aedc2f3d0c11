// The calls of @vscode/spdlog that VS Code makes; one line per message, no rotation.
const fs = require('node:fs');
const path = require('node:path');

const LEVELS = ['trace', 'debug', 'info', 'warning', 'error', 'critical', 'off'];

class Logger {
  #file;
  #level = LEVELS.indexOf('info');
  #raw = false;

  constructor(_type, _name, file) {
    this.#file = file;
    fs.mkdirSync(path.dirname(file), { recursive: true });
  }

  #log(level, message) {
    if (level < this.#level || !this.#file) return;
    const line = this.#raw ? String(message) : `${new Date().toISOString()} [${LEVELS[level]}] ${message}\n`;
    try {
      fs.appendFileSync(this.#file, line);
    } catch {
      // at the end the folder may be gone already
    }
  }

  trace(message) { this.#log(0, message); }
  debug(message) { this.#log(1, message); }
  info(message) { this.#log(2, message); }
  warn(message) { this.#log(3, message); }
  error(message) { this.#log(4, message); }
  critical(message) { this.#log(5, message); }
  getLevel() { return this.#level; }
  setLevel(level) { this.#level = level; }
  setPattern() {}
  clearFormatters() { this.#raw = true; }
  flush() {}
  drop() { this.#file = undefined; }
}

exports.version = 0;
exports.setLevel = () => {};
exports.setFlushOn = () => {};
exports.shutdown = () => {};
exports.Logger = Logger;
exports.createRotatingLogger = async (name, file) => new Logger('rotating', name, file);
exports.createAsyncRotatingLogger = async (name, file) => new Logger('rotating_async', name, file);
