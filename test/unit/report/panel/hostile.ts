/** Text that wants to be more than text. */
export const HOSTILE: Readonly<Record<string, string>> = {
  html: '<img src=x onerror=alert(1)><script>alert(1)</script>',
  attribute: '" onmouseover="alert(1)" x="',
  markdownLink: '[click](command:workbench.action.terminal.sendSequence?%5B%5D) ![x](https://evil.example/p.png) <https://evil.example>',
  commandUri: 'command:workbench.action.quit',
  scriptUri: 'javascript:alert(1)',
  terminal: '\u001B]0;owned\u0007\u001B[31mred\u009B2J',
  rightToLeft: 'safe\u202Egnp.exe\u2066\u2069',
  invisible: 'a\u200Bb\uFEFFc\u0000d',
  lineEnds: 'one\r\ntwo\u2028three\u0085four',
  long: 'x'.repeat(10_000),
  formula: '=HYPERLINK("https://evil.example","x")',
  formulaAfterBlank: ' \t+1+cmd|\' /C calc\'!A0',
  wideFormula: '\uFF1DHYPERLINK("https://evil.example")',
  at: '@SUM(1+1)*cmd|\' /C calc\'!A0',
  table: 'a | b \n| --- | --- |\n## heading\n```',
};
