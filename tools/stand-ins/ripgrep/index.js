const path = require('node:path');

const binary = process.platform === 'win32' ? 'rg.exe' : 'rg';
exports.rgPath = path.join(__dirname, '..', 'ripgrep-universal', 'bin', `${process.platform}-${process.arch}`, binary);
