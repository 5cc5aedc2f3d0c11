/** The page that the panel's script fills. Nothing is loaded but our own script and style, nothing runs inline. */
import type * as vscode from 'vscode';
import { Uri } from 'vscode';
import { escapeHtml } from '../report/panel/element';

export function panelPage(webview: vscode.Webview, dist: vscode.Uri, title: string): string {
  const nonce = newNonce();
  const script = webview.asWebviewUri(Uri.joinPath(dist, 'panel.js')).toString();
  const style = webview.asWebviewUri(Uri.joinPath(dist, 'panel.css')).toString();
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src ${webview.cspSource}; script-src 'nonce-${nonce}'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${escapeHtml(style)}">
<title>${escapeHtml(title)}</title>
</head>
<body data-state="empty">
<div id="root"></div>
<div id="status" class="for-readers" role="status"></div>
<script nonce="${nonce}" src="${escapeHtml(script)}"></script>
</body>
</html>`;
}

function newNonce(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
