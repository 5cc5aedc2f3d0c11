/** Ruby: net/smtp's exceptions, as Rails, Sidekiq and others log them. */
import { appLog } from './app-log';

export const ruby = appLog({
  id: 'ruby',
  name: 'Ruby mail errors',
  needles: ['Net::SMTP'],
  errors: [
    /\bNet::SMTP(?:FatalError|ServerBusy|SyntaxError|UnknownError)(?::| -)? ?[("']?(?:could not get 3xx \()?(?=[45]\d\d)/,
    /(?:^|[:\]] {1,2})(?=[45]\d\d[ -].{0,1500}\(Net::SMTP(?!Auth))/, // what was thrown, and its class behind
  ],
  logIns: [
    /\bNet::SMTPAuthenticationError(?::| -)? ?[("']?(?=[45]\d\d)/,
    /(?:^|[:\]] {1,2})(?=[45]\d\d[ -].{0,1500}\(Net::SMTPAuthenticationError)/,
  ],
});
