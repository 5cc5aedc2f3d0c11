/** The script of the summary panel: takes messages of the host and shows them. */
import type { ToPanel } from './protocol';
import { byId } from './view/dom';
import { host } from './view/host';
import { PanelView } from './view/panel-view';

const view = new PanelView(byId('root', HTMLElement), byId('status', HTMLElement));

window.addEventListener('message', (event: MessageEvent<ToPanel>) => {
  const message = event.data;
  switch (message.type) {
    case 'show': return view.show(message.data, message.source, message.masked);
    case 'compare': return view.compare(message.comparison, message.state);
    case 'busy': return view.busy(message.text, message.part, message.canStop);
    case 'failed': return view.fail(message.text);
    case 'write-page': return view.writePage(message.rows, message.masked);
  }
});

host.postMessage({ type: 'ready' });
