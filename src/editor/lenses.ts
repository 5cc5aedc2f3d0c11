/** CodeLens: the verdict above each bounced recipient of a mail, and above the first of each kind of failure in a log. */
import * as vscode from 'vscode';
import { commandIds } from './command-ids';
import type { DocumentModel } from './document-model';
import type { DocumentModels } from './document-models';
import { loadEngine } from './engine';
import { SELECTOR } from './languages';
import { planLenses, type PlannedLens } from './lens-plan';
import { failureTitle, recordTitle, totalsTitle } from './lens-titles';
import { onSettingsChange, settings } from './settings';

/** So many get their words at once; more are asked for when they come into view, where a line stands empty for a moment. */
const FEW = 200;

/** What one lens of a line does. */
type Part = 'title' | 'copy' | 'next' | 'last';

class BounceCodeLens extends vscode.CodeLens {
  constructor(range: vscode.Range, readonly model: DocumentModel, readonly plan: PlannedLens, readonly part: Part) {
    super(range);
  }
}

export function registerLenses(models: DocumentModels): vscode.Disposable {
  const changed = new vscode.EventEmitter<void>();
  const provider = vscode.languages.registerCodeLensProvider(SELECTOR, {
    onDidChangeCodeLenses: changed.event,
    async provideCodeLenses(document) {
      const mode = settings.codeLens(document);
      if (mode === 'off') return [];
      const model = await models.of(document);
      if (!model) return [];
      const lenses = planLenses(model, mode).flatMap((plan) => partsOf(plan).map((part) => {
        const line = Math.min(plan.line, document.lineCount - 1); // the document may be ahead of the model for a moment
        return new BounceCodeLens(new vscode.Range(line, 0, line, 0), model, plan, part);
      }));
      if (lenses.length <= FEW) for (const lens of lenses) lens.command = await commandOf(lens);
      return lenses;
    },
    async resolveCodeLens(lens) {
      if (lens instanceof BounceCodeLens) lens.command = await commandOf(lens);
      return lens;
    },
  });
  return vscode.Disposable.from(
    provider, changed,
    models.onDidChange(() => changed.fire()),
    onSettingsChange((has) => { if (has('codeLens')) changed.fire(); }),
  );
}

function partsOf(plan: PlannedLens): readonly Part[] {
  if (plan.kind === 'totals') return ['title'];
  if (plan.kind === 'record') return ['title', 'copy'];
  return plan.failure.count > 1 ? ['title', 'next', 'last'] : ['title'];
}

async function commandOf({ model, plan, part }: BounceCodeLens): Promise<vscode.Command> {
  if (plan.kind === 'totals') return { title: totalsTitle(model), command: commandIds.summarize, arguments: [model.id], tooltip: vscode.l10n.t('Summarize the bounces of this document') };
  const place = [model.id, plan.offset];
  switch (part) {
    case 'copy': return { title: vscode.l10n.t('Copy explanation'), command: commandIds.copyExplanation, arguments: place };
    case 'next': return { title: vscode.l10n.t('next ›'), command: commandIds.nextAlike, arguments: [...place, 1], tooltip: vscode.l10n.t('The next line with this failure') };
    case 'last': return { title: vscode.l10n.t('last »'), command: commandIds.nextAlike, arguments: [...place, -1], tooltip: vscode.l10n.t('The last line with this failure') };
    default: {
      const { catalog } = await loadEngine();
      const title = plan.kind === 'record' ? recordTitle(plan.record, catalog) : failureTitle(plan.record, plan.failure.count, catalog);
      return { title, command: commandIds.showExplanation, arguments: place, tooltip: vscode.l10n.t('What this means and what to do') };
    }
  }
}
