/**
 * Where an excerpt stands. People see the path; the authority is for VS Code, which lists places in the order of their addresses as
 * texts: the name of the file comes first there, then the line at full length, so that line 70,701 comes before line 706,701.
 * @param first the excerpt's first line, from 1
 */
export function excerptAddress(name: string, first: number): { readonly authority: string; readonly path: string } {
  return { authority: `${name.replace(/[^\w.-]/g, '-')}.${String(first).padStart(12, '0')}`, path: `/${name} from line ${first}` };
}
