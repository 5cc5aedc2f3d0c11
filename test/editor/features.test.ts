/** The features in a real VS Code, asked as the editor itself asks them. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually, hoverText, openText, tokensOf } from './support/documents';

const REPORT = `Reporting-MTA: dns; relay.example.com

Final-Recipient: rfc822; kim@example.org
Action: failed
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 User unknown

Final-Recipient: rfc822; al@example.org
Action: failed
Status: 5.2.2
Diagnostic-Code: smtp; 552 5.2.2 Mailbox full
`;

const HARD = 'Nov 25 02:00:06 mx1 postfix/smtp[21]: 4CQ1A: to=<kim@example.org>, relay=mx.example.org[192.0.2.25]:25, delay=1.2, delays=0.1/0/0.6/0.5, dsn=5.1.1, status=bounced (host mx.example.org[192.0.2.25] said: 550 5.1.1 User unknown (in reply to RCPT TO command))\n';

async function lenses(document: vscode.TextDocument): Promise<string[]> {
  const found = await vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', document.uri, 1000);
  return found.map(({ range, command }) => `${range.start.line}: ${(command?.title ?? '').replace(/\u00a0/g, ' ')}`);
}

describe('a report in the editor', () => {
  it('has a lens above each bounced recipient', async () => {
    const { document } = await openText(REPORT, 'raw-email');
    const titles = await eventually(() => lenses(document), (all) => all.length >= 5);
    assert.match(titles[0]!, /^0: \$\(error\) 1 hard · .*1 soft.* · Summarize Bounces$/);
    assert.ok(titles.includes('2: $(error) Hard: no such mailbox · kim@example.org · remove it'), titles.join('\n'));
    assert.ok(titles.some((title) => title.startsWith('7: $(history) Soft: mailbox full · al@example.org')), titles.join('\n'));
  });

  it('explains the code, the field around it and the recipient', async () => {
    const { document } = await openText(REPORT, 'raw-email');
    for (const place of ['5.1.1', 'Status', 'kim@']) assert.match(await hoverText(document, place), /Hard bounce: no such mailbox/, place);
    assert.match(await hoverText(document, '552 5'), /mailbox full/i);
  });

  it('follows an edit', async () => {
    const { document, editor } = await openText(REPORT, 'raw-email');
    await eventually(() => lenses(document), (all) => all.length >= 5);
    const at = document.getText().indexOf('Final-Recipient: rfc822; kim');
    await editor.edit((edit) => edit.delete(new vscode.Range(document.positionAt(at), document.positionAt(document.getText().indexOf('Final-Recipient: rfc822; al')))));
    const titles = await eventually(() => lenses(document), (all) => all.length === 3);
    assert.ok(titles.some((title) => /^2: .*al@example\.org/.test(title)), titles.join('\n'));
  });
});

describe('a web hook as it was posted, in the editor', () => {
  const HOOK = new URLSearchParams({ mandrill_events: '[{"event":"hard_bounce","ts":1415267366,"msg":{"email":"kim@example.org","bounce_description":"bad_mailbox","diag":"smtp;550 5.1.1 No such \\"user\\""}}]' }).toString();

  it('has lenses without being asked for, and a hover that offers no decoded mail: there is none', async () => {
    const { document } = await openText(HOOK, 'plaintext');
    assert.match((await eventually(() => lenses(document), (all) => all.length >= 2))[0]!, /1 hard · Summarize Bounces$/);
    const hover = await hoverText(document, '550');
    assert.match(hover, /Hard bounce: no such mailbox.*Summarize Bounces/s);
    assert.doesNotMatch(hover, /Show decoded message/);
  });
});

const MAIL = `From: Mail Delivery System <MAILER-DAEMON@relay.example.com>
To: news@shop.example
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b1"

--b1
Content-Type: text/plain
Content-Transfer-Encoding: base64

S2VpbmUgWnVzdGVsbHVuZyBhbiBraW1AZXhhbXBsZS5vcmcuCg==

--b1
Content-Type: message/delivery-status

${REPORT}
--b1
Content-Type: message/rfc822

From: Shop <news@shop.example>
Subject: Your order

Thank you.

--b1--
`;

interface Symbols { readonly name: string; readonly detail: string; readonly children: readonly Symbols[] }

function flat(symbols: readonly Symbols[]): string[] {
  return symbols.flatMap(({ name, detail, children }) => [`${name} | ${detail}`, ...flat(children)]);
}

describe('a mail in the editor', () => {
  it('has an outline with the verdict on each recipient', async () => {
    const { document } = await openText(MAIL, 'raw-email');
    const outline = await eventually(async () => flat(await vscode.commands.executeCommand<Symbols[]>('vscode.executeDocumentSymbolProvider', document.uri) ?? []), (all) => all.some((entry) => entry.includes('Hard')));
    assert.match(outline[0]!, /^Undelivered Mail Returned to Sender/);
    assert.ok(outline.some((entry) => /kim@example\.org \| Hard: no such mailbox/.test(entry)), outline.join('\n'));
    assert.ok(outline.some((entry) => /al@example\.org \| Soft: mailbox full/.test(entry)), outline.join('\n'));
  });

  it('folds by header, part and original', async () => {
    const { document } = await openText(MAIL, 'raw-email');
    const folds = await vscode.commands.executeCommand<vscode.FoldingRange[]>('vscode.executeFoldingRangeProvider', document.uri);
    const original = document.getText().slice(0, document.getText().indexOf('From: Shop')).split('\n').length - 1;
    assert.ok(folds.some(({ start }) => start === 0), JSON.stringify(folds));
    assert.ok(folds.some(({ start, end }) => start <= original && start >= original - 4 && end >= original + 3), JSON.stringify(folds));
  });

  it('is shown decoded, with the same lenses', async () => {
    await openText(MAIL, 'raw-email');
    await vscode.commands.executeCommand('bounceLens.showDecodedMessage');
    const decoded = await eventually(() => vscode.window.activeTextEditor?.document, (active) => active?.uri.scheme === 'bounce-lens-decoded' && active.languageId === 'raw-email');
    assert.match(decoded!.getText(), /Keine Zustellung an kim@example\.org\./);
    await eventually(() => lenses(decoded!), (all) => all.some((title) => title.includes('Hard: no such mailbox')));
    assert.match(await hoverText(decoded!, '5.1.1'), /Hard bounce/);
  });
});

describe('a mail log in the editor', () => {
  it('tells codes apart for themes', async () => {
    const { document } = await openText(HARD, 'mail-log');
    assert.deepEqual(await tokensOf(document), ['5.1.1 bounceStatus permanent hard', '550 bounceReply permanent hard', '5.1.1 bounceStatus permanent hard']);
  });

  it('goes from bounce to bounce, and round', async () => {
    const { editor } = await openText(`nothing here\n${HARD}nothing here\n${HARD}`, 'mail-log');
    const lines: number[] = [];
    for (let i = 0; i < 3; i++) {
      await vscode.commands.executeCommand('bounceLens.nextBounce');
      lines.push(editor.selection.active.line);
    }
    await vscode.commands.executeCommand('bounceLens.previousBounce');
    lines.push(editor.selection.active.line);
    assert.deepEqual(lines, [1, 3, 1, 3]);
  });

  it('goes on with one kind of failure from where the cursor is', async () => {
    const full = HARD.replace('dsn=5.1.1', 'dsn=5.2.2').replace('5.1.1 User unknown', '5.2.2 Mailbox full');
    const { editor } = await openText(HARD + full + HARD, 'mail-log');
    await vscode.commands.executeCommand('bounceLens.nextAlike');
    assert.equal(editor.selection.active.line, 2);
    editor.selection = new vscode.Selection(1, 0, 1, 0);
    await vscode.commands.executeCommand('bounceLens.showExplanation');
    assert.equal(editor.document.getText(new vscode.Range(editor.selection.active, editor.selection.active.translate(0, 5))), '5.2.2');
  });

  it('is summed up in one panel, however often somebody asks', async () => {
    await openText(HARD, 'mail-log');
    const panels = (): string[] => vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs).flatMap(({ input, label }) => (input instanceof vscode.TabInputWebview ? label : []));
    const before = panels().length;
    for (let i = 0; i < 2; i++) {
      await vscode.commands.executeCommand('workbench.action.focusFirstEditorGroup');
      await vscode.commands.executeCommand('bounceLens.summarize');
      await eventually(panels, (all) => all.length > before);
    }
    assert.equal(panels().length, before + 1, panels().join('\n'));
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
  });

  it('gives an explanation for a ticket', async () => {
    await openText(HARD, 'mail-log');
    await vscode.commands.executeCommand('bounceLens.copyExplanation');
    assert.match(await vscode.env.clipboard.readText(), /^Hard bounce: no such mailbox[\s\S]*User unknown/);
  });

  it('is summed up as text, each line number a link', async () => {
    const { document } = await openText(HARD.repeat(3), 'mail-log');
    await vscode.commands.executeCommand('bounceLens.summarizeAsText');
    const summary = await eventually(() => vscode.window.activeTextEditor?.document, (active) => active?.uri.scheme === 'bounce-lens-summary');
    assert.match(summary!.getText(), /3 bounces to 1 address: 3 hard\./);
    const links = await vscode.commands.executeCommand<vscode.DocumentLink[]>('vscode.executeLinkProvider', summary!.uri);
    assert.ok(links.some(({ target }) => target?.toString().startsWith(document.uri.toString())));
  });
});

describe('documents of other languages', () => {
  it('are served as soon as they look like a bounce', async () => {
    const { document, editor } = await openText('Dear Kim,\n', 'plaintext');
    assert.deepEqual(await lenses(document), []);
    await editor.edit((edit) => edit.insert(new vscode.Position(1, 0), REPORT));
    await eventually(() => hoverText(document, '5.1.1'), (text) => text.includes('Hard bounce'));
  });

  it('get lenses for a letter about a bounce', async () => {
    const { document } = await openText('Hi, this came back:\n\n<kim@example.org>: host mx.example.org[192.0.2.25] said:\n    550 5.1.1 User unknown (in reply to RCPT TO command)\n', 'plaintext');
    await eventually(() => lenses(document), (all) => all.some((title) => title.includes('kim@example.org')));
  });

  it('are left alone where they do not', async () => {
    const { document } = await openText('{ "version": "5.1.1", "count": 550 }', 'json');
    assert.equal(await hoverText(document, '5.1.1'), '');
    assert.deepEqual(await lenses(document), []);
  });
});

describe('hostile documents', () => {
  it('bring nothing but text into a hover', async () => {
    const { document } = await openText(HARD.replace('User unknown', 'User unknown [x](command:workbench.action.quit) <img src=x> $(trash)'), 'mail-log');
    const text = await hoverText(document, '5.1.1');
    assert.match(text, /Hard bounce/);
    for (const match of text.matchAll(/\]\((?:command:)?([\w.]+)/g)) assert.match(match[1]!, /^(?:bounceLens\.|https)/);
  });
});
