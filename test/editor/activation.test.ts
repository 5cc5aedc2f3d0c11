/** The promise about starting: the extension is there, and sleeps until a document needs it. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';

const extension = vscode.extensions.getExtension('bounce-lens.bounce-lens');

describe('the extension in VS Code', () => {
  it('is known', () => {
    assert.ok(extension, 'the extension is not there');
  });

  it('contributes every command that its manifest names', async () => {
    await extension?.activate();
    const known = new Set(await vscode.commands.getCommands(true));
    const { contributes } = extension?.packageJSON as { contributes: { commands: { command: string }[] } };
    const missing = contributes.commands.map(({ command }) => command).filter((command) => !known.has(command));
    assert.deepEqual(missing, []);
  });
});
