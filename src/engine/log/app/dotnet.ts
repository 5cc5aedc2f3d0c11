/** .NET: System.Net.Mail (which swallows the reply code and shows the words) and MailKit. */
import { appLog } from './app-log';

export const dotnet = appLog({
  id: 'dotnet',
  name: '.NET mail errors',
  wordsAlone: true,
  needles: ['The server response was:', 'SmtpCommandException', 'SmtpFailedRecipient'],
  errors: [
    /(?<refused>\b(?:Mailbox|Transaction|Exceeded) [\w ]{3,30}\. )?\bThe server response was: /,
    /\bSmtpCommandException: /,
  ],
});
