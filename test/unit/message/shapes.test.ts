/**
 * More shapes of bounces, old gateways first of all, and the two big providers in many languages. The tables say what has
 * to be found: recipient, status, reply code, and how the diagnostic begins.
 */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bounce, read } from './reading';

type Row = [recipient: string, status: string | null, replyCode: string | null, diagnostic: string];

const SHAPES: Readonly<Record<string, readonly Row[]>> = {
  'address-lookup': [['lee@lab.example', null, null, 'did not exactly match a Lab address.']],
  'aol-text': [['ann@shop.example', null, '550', '550 ann@shop.example is not a known user']],
  'argosoft': [['ann@shop.example', null, '550', 'Server response: 550 User unknown']],
  'ccmail': [['ann@shop.example', null, null, 'User "ann@shop.example" is not known at ']],
  'ccmail-name': [['ann@shop.example', null, null, 'Message is undeliverable. Reason: User "']],
  'ccmail2': [['ann@shop.example', null, null, 'User not found in cc:Mail directory']],
  'communigate': [['ann@shop.example', null, null, 'LOCAL module(account ann) reports: accou']],
  'communigate2': [['ann@shop.example', null, '550', '550 unknown user']],
  'compuserve': [['70000.1234@compuserve.example', null, null, '? EMDNSU - No such user.']],
  'compuserve2': [['70000.1234@compuserve.example', null, null, 'Your message, on the subject "Spring", w']],
  'compuserve3': [['70000.1234@compuserve.example', null, null, '? 70000,1234 -- EMDNAC Mailbox is full. ']],
  'cyrus-lmtp': [['ann@shop.example', '5.7.1', '550', '550 5.7.1 ann: Permission denied (in rep']],
  'eims': [['ann@shop.example', null, null, 'could not be delivered because the accou']],
  'exim3': [['ann@shop.example', null, null, 'unknown local-part "ann" in domain "shop'], ['bob@gone.example', null, null, 'all relevant MX records point to non-exi']],
  'gmail-domain': [['ann@mail.shop.example', null, null, 'because the domain mail.shop.example cou']],
  'groupwise': [['ann@shop.example', null, '550', '550 User unknown']],
  'groupwise-gwia': [['ann@shop.example', null, '452', 'Transcript of session follows: Command: ']],
  'groupwise-host': [['ann@shop.example', null, null, 'Host down or not responding: mx.shop.exa']],
  'haraka': [['ann@shop.example', '5.1.2', '550', '550 Tried all MXs shop.example']],
  'icewarp': [['ann@shop.example', '5.1.2', '554', '554 5.1.2 host not found']],
  'imail': [['ann@shop.example', null, null, 'User mailbox exceeds allowed size: ann@s']],
  'imail-host': [['ann@shop.example', null, null, 'unknown host: ann@shop.example']],
  'imail-resp': [['ann@shop.example', null, '550', '550 rejected for policy reasons']],
  'ims55': [['ann@shop.example', '5.7.1', '550', 'The e-mail system was unable to deliver ']],
  'intermail-report': [['ann@mobile.example', '5.3.0', null, 'has restricted SMS e-mail']],
  'iplanet': [['ann@shop.example', '5.1.1', null, 'unknown user: ann']],
  'korean-table': [['ann@isp.example', '5.1.1', '550', '550 5.1.1 존재하지 않는 사용자입니다']],
  'lsmtp': [['ann@shop.example', null, '550', 'SMTP reply: 550 No such user']],
  'mailgun': [['ann@shop.example', null, '550', '550 No such user']],
  'mailmarshal': [['ann@shop.example', '5.1.1', '550', 'Your message: Could not be delivered bec']],
  'mci': [['1234567@mcimail.example', null, null, 'Not a valid MCI Mail address.']],
  'merak': [['ann@shop.example', '5.1.1', '550', '550 5.1.1 <ann@shop.example> User unknow']],
  'mdaemon-session': [['ann@shop.example', null, '552', '552-The mailbox of <ann@shop.example> 55']],
  'mercury': [['ann@shop.example', null, '550', '550 No such user here']],
  'mercury-framed': [['ann@shop.example', '5.1.1', '550', '550 5.1.1 unknown user']],
  'mercury2': [['ann@shop.example', null, null, 'The following addresses were not recogni']],
  'message-log': [['ann@isp.example', null, '550', '550 Mailbox full']],
  'mimecast': [['ann@shop.example', null, '550', '550 Administrative prohibition - envelop']],
  'mmdf': [['ann@shop.example', null, null, 'Unknown user: ann']],
  'mmdf2': [['ann@shop.example', null, '550', '550 Unknown user']],
  'msmail': [['ann@shop.example', null, null, 'User mail received addressed to the foll']],
  'netscape-groups': [['ann@shop.example', null, null, 'The destination computer was not reachab'], ['bob@shop.example', null, null, 'The destination computer was not reachab']],
  'netqmail': [['ann@shop.example', null, null, 'This address no longer accepts mail.']],
  'nms': [['ann@shop.example', null, null, 'The user(s) account is temporarily over ']],
  'notes-fr': [['ann@shop.example', null, null, 'L\'utilisateur ann (ann@shop.example) ne ']],
  'notes-ja': [['ann@shop.example', null, null, 'ユーザー ann (ann@shop.example) は Domino ディレ']],
  'novonyx': [['ann@shop.example', null, null, 'user not found']],
  'ntmail': [['ann@shop.example', null, null, 'No such user']],
  'outlook': [['ann@shop.example', '5.1.1', '550', '550 5.1.1 <ann@shop.example>... User unk'], ['bob@blog.example', null, null, 'None of your e-mail accounts could send ']],
  'percent': [['ann%inner@gate.example', null, '550', '550 <ann%inner@gate.example>... User unk']],
  'pmdf': [['ann@shop.example', null, null, 'unknown host or domain']],
  'pmdf-dot': [['ann@shop.example', null, null, '%MAIL-E-NOSUCHUSR, no such user ANN at n']],
  'postfix-cs': [['ann@shop.example', null, '550', 'host mx.shop.example[192.0.2.20] řekl: 5']],
  'postfix-fr': [['ann@shop.example', '5.1.1', '550', '550 5.1.1 Utilisateur inconnu']],
  'postoffice': [['ann@shop.example', null, null, 'User quota exceeded: SMTP <ann@shop.exam']],
  'prodigy': [['ABCD12A@prodigy.example', null, null, 'The ID is not valid.']],
  'proofpoint': [['ann@shop.example', '5.1.1', '550', '550 5.1.1 User Unknown']],
  'proton': [['ann@shop.example', '5.1.1', '550', '550 5.1.1 Unknown (in reply to RCPT TO c']],
  'qmail-de': [['ann@shop.example', null, '550', '550 unbekannter Benutzer']],
  'qmail-named': [['ann@isp.example', null, null, 'Sorry, no such user here.']],
  'sendgrid': [['ann@shop.example', '5.1.1', '550', '550 5.1.1 no such user']],
  'sendmail-local': [['ann@shop.example', null, '550', '550 ann... User unknown']],
  'sendmail5': [['ann@shop.example', null, '550', '550 <ann@shop.example>... User unknown']],
  'sendmail5-bare': [['ann@shop.example', null, null, 'Host unknown']],
  'smail3': [['ann@shop.example', null, '550', 'transport smtp: 550 <ann@shop.example>..']],
  'surgemail': [['ann@shop.example', null, '550', '550 mailbox not found']],
  'surgemail2': [['ann@shop.example', null, '550', '550 User unknown']],
  'symantec-gateway': [['Ann@shop.example', null, null, 'It stays in the queue. Delivery attempts']],
  'trend': [['ann@shop.example', '5.1.1', '550', '550 5.1.1 unknown']],
  'uucp': [['ann@shop.example', null, '554', 'bad system name: far uux failed. code 68']],
  'vms-mx': [['ann@shop.example', null, null, '%MAIL-E-NOSUCHUSR, no such user ANN']],
  'vpop3': [['ann@shop.example', null, '550', '550 User unknown']],
  'webshield': [['ann@shop.example', null, '550', '550 User unknown']],
  'workmail': [['ann@shop.example', '5.1.1', '550', '550 5.1.1 <ann@shop.example>... User unk']],
  'worldmail': [['ann@shop.example', null, null, 'User unknown']],
  'x400': [['ann@shop.example', null, null, 'could not be reached Reason code: unable']],
  'xwall': [['Ann@shop.example', '5.9.8', null, '5.9.8 Spam']],
  'zmailer': [['ann@shop.example', '5.1.1', '550', '550 5.1.1 User unknown']],
  'zoho': [['ann@shop.example', '5.1.1', '550', 'Invalid Address, ERROR_CODE :550, ERROR_']],
};

/** Microsoft 365 in HTML alone: introduction, reason, subject. */
const MICROSOFT: Readonly<Record<string, [string, string, string]>> = {
  de: ['Die Zustellung an folgende Empfänger oder Gruppen ist fehlgeschlagen:', 'Die eingegebene E-Mail-Adresse konnte nicht gefunden werden.', 'Unzustellbar: Spring'],
  fr: ['Échec de la remise aux destinataires ou groupes suivants :', 'L’adresse de messagerie que vous avez entrée est introuvable.', 'Non remis : Spring'],
  es: ['No se pudo entregar el mensaje a estos destinatarios o grupos:', 'No se encontró la dirección de correo electrónico que especificó.', 'No se puede entregar: Spring'],
  it: ['Recapito non riuscito per i seguenti destinatari o gruppi:', 'L\'indirizzo di posta elettronica immesso non è stato trovato.', 'Non recapitabile: Spring'],
  pt: ['Falha na entrega a estes destinatários ou grupos:', 'O endereço de email inserido não foi encontrado.', 'Não é possível entregar: Spring'],
  nl: ['De bezorging is mislukt voor deze geadresseerden of groepen:', 'Het opgegeven e-mailadres is niet gevonden.', 'Onbestelbaar: Spring'],
  sv: ['Det gick inte att leverera till följande mottagare eller grupper:', 'E-postadressen du angav hittades inte.', 'Det går inte att leverera: Spring'],
  da: ['Levering til disse modtagere eller grupper mislykkedes:', 'Den mailadresse, du angav, blev ikke fundet.', 'Kan ikke leveres: Spring'],
  no: ['Levering mislyktes til disse mottakerne eller gruppene:', 'E-postadressen du skrev inn, ble ikke funnet.', 'Kan ikke leveres: Spring'],
  fi: ['Viestin toimittaminen näille vastaanottajille tai ryhmille epäonnistui:', 'Antamaasi sähköpostiosoitetta ei löytynyt.', 'Ei voi toimittaa: Spring'],
  pl: ['Dostarczenie do następujących adresatów lub grup nie powiodło się:', 'Nie można odnaleźć wprowadzonego adresu e-mail.', 'Niedostarczalne: Spring'],
  cs: ['Doručení se nezdařilo následujícím příjemcům nebo skupinám:', 'Zadaná e-mailová adresa nebyla nalezena.', 'Nedoručitelné: Spring'],
  ru: ['Не удалось выполнить доставку следующим получателям или группам:', 'Введенный адрес электронной почты не найден.', 'Не удается доставить: Spring'],
  tr: ['Bu alıcılara veya gruplara teslim edilemedi:', 'Girdiğiniz e-posta adresi bulunamadı.', 'Teslim edilemedi: Spring'],
  ja: ['次の受信者またはグループへの配信に失敗しました:', '入力した電子メール アドレスが見つかりませんでした。', '配信不能: Spring'],
  zh: ['未能向以下收件人或组发送邮件:', '找不到您输入的电子邮件地址。', '无法送达: Spring'],
  ko: ['다음 받는 사람 또는 그룹에 배달하지 못했습니다.', '입력한 전자 메일 주소를 찾을 수 없습니다.', '배달되지 않음: Spring'],
};

/** Gmail: title, sentence, what introduces the answer. */
const GMAIL: Readonly<Record<string, [string, string, string]>> = {
  de: ['Adresse nicht gefunden', 'Ihre Nachricht wurde nicht an ann@shop.example zugestellt, weil die Adresse nicht gefunden wurde oder keine E-Mails empfangen kann.', 'Die Antwort vom Remote-Server lautet:'],
  fr: ['Adresse introuvable', 'Votre message n\'a pas été remis à ann@shop.example, car l\'adresse est introuvable ou ne peut pas recevoir d\'e-mails.', 'Réponse du serveur distant :'],
  es: ['No se ha encontrado la dirección', 'Tu mensaje no se ha entregado a ann@shop.example porque no se ha encontrado la dirección o esta no puede recibir mensajes.', 'Esta es la respuesta del servidor remoto:'],
  pt: ['Endereço não encontrado', 'Sua mensagem não foi entregue a ann@shop.example porque o endereço não foi encontrado ou não pode receber e-mails.', 'A resposta foi:'],
  it: ['Indirizzo non trovato', 'Il tuo messaggio non è stato recapitato a ann@shop.example perché l\'indirizzo non è stato trovato o non è in grado di ricevere posta.', 'Risposta del server remoto:'],
  ja: ['アドレスが見つかりません', 'ann@shop.example にメールは配信されませんでした。アドレスが見つからないか、メールを受信できません。', 'リモート サーバーからの応答:'],
  pl: ['Nie znaleziono adresu', 'Wiadomość nie została dostarczona na adres ann@shop.example, ponieważ nie można go znaleźć lub nie może on odbierać poczty.', 'Odpowiedź:'],
};

const UTF8 = 'text/plain; charset=utf-8';

describe('more shapes of bounces', () => {
  const folder = join(__dirname, '..', '..', 'fixtures', 'mail-shapes');
  it('each fixture has its row', () => assert.deepEqual(readdirSync(folder).sort(), Object.keys(SHAPES).map((name) => `${name}.eml`).sort()));
  for (const [name, rows] of Object.entries(SHAPES)) {
    it(name, () => {
      const { records } = read(readFileSync(join(folder, `${name}.eml`), 'latin1'), true);
      assert.deepEqual(records.map((record) => [record.recipient, record.status, record.replyCode, record.diagnostic?.slice(0, 40)]), rows);
    });
  }
});

describe('bounces in many languages', () => {
  for (const [language, [introduction, reason, subject]] of Object.entries(MICROSOFT)) {
    it(`Microsoft 365, ${language}`, () => {
      const html = `<html><body><p><b>${introduction}</b></p><p><a href="mailto:ann@shop.example">ann@shop.example</a><br>${reason}</p></body></html>`;
      const { records } = read(bounce(html, 'From: postmaster@tenant.example', `Subject: ${subject}`, 'Content-Type: text/html; charset=utf-8'));
      assert.deepEqual(records.map((record) => [record.recipient, record.diagnostic]), [['ann@shop.example', reason]]);
    });
  }
  for (const [language, [title, sentence, answer]] of Object.entries(GMAIL)) {
    it(`Gmail, ${language}`, () => {
      const text = bounce(`** ${title} **\n\n${sentence}\n\n${answer}\n\n550 5.1.1 The account does not exist.\n`, 'From: mailer-daemon@googlemail.com', 'Subject: Delivery Status Notification (Failure)', `Content-Type: ${UTF8}`);
      assert.deepEqual(read(text).records.map((record) => [record.recipient, record.status, record.replyCode]), [['ann@shop.example', '5.1.1', '550']]);
    });
  }
});
