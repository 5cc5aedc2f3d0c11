/** Exchange's gateways name people: the addresses are those that the letter says the mail was sent to. */
import assert from 'node:assert/strict';
import { bounce, read } from './reading';

const heard = (text: string): string[] => read(text).records.map(({ recipient, diagnostic }) => `${recipient}: ${diagnostic}`);
const ON = 'Tue, 29 Feb 2000 14:19:31 +0100';
const letter = (to: string, ...blocks: string[]): string => bounce(`Your message\n\n  To:      ${to}\n  Subject: Spring\n  Sent:    ${ON}\n\ndid not reach the following recipient(s):\n\n${blocks.join('\n\n')}\n`, 'Subject: Undeliverable: Spring', 'X-Mailer: Internet Mail Service (5.5.2650.21)');
const FULL = "    The recipient's mailbox is full\n    MSEXCH:MSExchangeMTA:NORD:GATE 0 (000C05A6)";
const UNKNOWN = '    The recipient name is not recognized\n    MSEXCH:IMS:SHOP:NORD:GATE 0 (000C05A6) Unknown Recipient';
const told = (text: string): string => text.trim().replace(/\s+/g, ' ');

describe('recipients by name', () => {
  it('the only one is the one the mail was sent to', () => assert.deepEqual(heard(letter('info@shop.example', `Sampson, Lea on ${ON}\n${FULL}`)), [`info@shop.example: ${told(FULL)}`]));

  it('beside one by address, the other one', () => {
    assert.deepEqual(heard(letter('x4711@shop.example; bob@shop.example', `Sampson, Lea on ${ON}\n${FULL}`, `bob@shop.example on ${ON}\n${UNKNOWN}`)), [`bob@shop.example: ${told(UNKNOWN)}`, `x4711@shop.example: ${told(FULL)}`]);
  });

  it('by the address inside an X.400 one', () =>
    assert.deepEqual(heard(letter('list@news.example', `c=US;a= ;p=Shop;o=North;dda:SMTP=bob@shop.example; on ${ON}\n${UNKNOWN}`)), [`bob@shop.example: ${told(UNKNOWN)}`]));

  it('several by the pieces of their names, each with its own reason', () => {
    assert.deepEqual(heard(letter('carl@shop.example; p.kuster@shop.example; lsampson@shop.example', `Küster, Paul on ${ON}\n${FULL}`, `Lea Sampson on ${ON}\n${UNKNOWN}`)), [`p.kuster@shop.example: ${told(FULL)}`, `lsampson@shop.example: ${told(UNKNOWN)}`]);
  });

  it('nobody where the name fits no address and several are left', () => {
    assert.deepEqual(heard(letter('a1@shop.example; a2@shop.example', `Sampson, Lea on ${ON}\n${FULL}`, `Bob Moss on ${ON}\n${FULL}`, `Cat Nash on ${ON}\n${FULL}`)).filter((line) => !/a[12]@/.test(line)), []);
  });

  it('in other languages, with other times', () => {
    const german = bounce(`Ihre Nachricht\n\n  An:      hlange@shop.example\n  Betreff: Frühling\n  Gesendet:    29.02.2000 13:01\n\nkonnte nicht zugestellt werden bei:\n\nLange, Heike am 29.02.2000 14:19\n    Das Postfach des Empfängers ist voll\n`, 'Subject: Unzustellbar: Fruehling');
    assert.deepEqual(heard(german), ['hlange@shop.example: Das Postfach des Empfängers ist voll']);
    const french = bounce(`Votre message\n\n  À : plefevre@shop.example\n  Objet : Printemps\n\nn'a pas été remis au destinataire suivant :\n\nplefevre@shop.example le ${ON}\n    Le nom du destinataire n'est pas reconnu\n`, 'Subject: Non remis : Printemps');
    assert.deepEqual(heard(french), ["plefevre@shop.example: Le nom du destinataire n'est pas reconnu"]);
  });
});
