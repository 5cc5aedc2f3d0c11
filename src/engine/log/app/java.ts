/** Java: Jakarta Mail and its implementation Angus, JavaMail; Spring and Commons Email log their exceptions. */
import { appLog } from './app-log';

export const java = appLog({
  id: 'java',
  name: 'Java mail errors',
  needles: ['FailedException', 'MessagingException', 'SMTPAddress', 'SMTPSend'],
  errors: [
    /\bSMTP(?:AddressFailed|SendFailed|SenderFailed)Exception: (?=[45]\d\d)/,
    /\b(?:javax|jakarta)\.mail\.(?:SendFailedException|MessagingException): (?=[45]\d\d[ -])/,
    /\bCould not connect to SMTP host: [^;]{1,200}, response: (?=[45]\d\d)/,
    /\bMailSendException: .{0,200}?; (?:message|nested).{0,200}?Exception: (?=[45]\d\d[ -])/,
  ],
});
