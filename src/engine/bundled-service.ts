/** The facade with the bundled catalog and rules: what the editor, its workers and the command line start from. */
import { bundledCatalog } from '../catalog/bundled';
import { bundledRules, createJudge } from './classify';
import { createBounceService, type BounceService } from './service';

let service: BounceService | undefined;

/** Made at the first call, so that nothing is loaded before a document needs it. */
export function bounceService(): BounceService {
  return service ??= createBounceService(bundledCatalog, createJudge(bundledRules));
}
