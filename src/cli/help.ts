import { version } from '../../package.json';

export const VERSION: string = version;

export const HELP = `Bounce Lens ${version}: says why mail came back, and what to do.

  bounce-lens [FILE|FOLDER|-]...   read bounce mails, mail logs and provider events
  bounce-lens explain TEXT|-       explain one code or one server reply
  bounce-lens merge FILE...        add up summaries made with --format json

Options
  --format text|json|ndjson|csv|markdown|html
                    text      what to do, for people (the default)
                    json      one summary over all inputs
                    ndjson    one line for each bounce
                    csv       one row for each bounce
                    markdown  the summary for a ticket
                    html      the summary as one page, with pictures
  --only hard|soft  only bounces of this type
  --as SOURCE       do not guess the format: postfix, exim, ses, replies ...
  --all             successful deliveries and address checks too
  --help, --version

A hyphen reads standard input. Gzip files and folders of rotated logs are read as they are.
Ctrl-C stops the reading and writes what was found so far; once more, and it ends at once.
Exit status: 0 read, 1 nothing recognised, 2 a usage or read error (the other inputs are still read), 130 stopped.
Nothing leaves this machine.
`;
