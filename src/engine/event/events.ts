/** The providers whose events are read. A new one is one file and one line here; a shape that could take another's events stands after it. */
import type { SourceFormat } from '../source';
import { brevo } from './brevo';
import { csvFormat } from './csv-source';
import type { EventShape } from './event-shape';
import { halon } from './halon';
import { formFormat } from './form-source';
import { eventFormat } from './json-source';
import { jmap } from './jmap';
import { kumomta } from './kumomta';
import { mailersend } from './mailersend';
import { mailgun } from './mailgun';
import { mailjet } from './mailjet';
import { mailtrap } from './mailtrap';
import { mandrill } from './mandrill';
import { otherService } from './other-service';
import { postal } from './postal';
import { postfixQueue } from './postfix-queue';
import { postmark } from './postmark';
import { resend } from './resend';
import { sendgrid } from './sendgrid';
import { ses } from './ses';
import { sparkpost } from './sparkpost';
import { stalwartHook } from './stalwart';

export const eventShapes: readonly EventShape[] = [ses, sparkpost, postmark, kumomta, halon, jmap, stalwartHook, resend, mailersend, postal, mandrill, mailjet, mailtrap, brevo, mailgun, sendgrid, postfixQueue, otherService];

const known = (): readonly EventShape[] => eventShapes.filter((shape) => !shape.loose);

export const eventFormats: readonly SourceFormat[] = [...eventShapes.map((shape) => eventFormat(shape, () => eventShapes)), csvFormat(known), formFormat(known)];
