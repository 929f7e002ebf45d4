/**
 * The error a command throws to answer its client with an error reply. It carries the full reply
 * text, code first ("WRONGTYPE Operation against …"), and never a stack: refusing is an ordinary
 * outcome, not a bug. A command throws it only before it has changed anything.
 */
export class ReplyError extends Error {
  /** The text of the reply without the leading "-" and without the line end. */
  readonly text: string;

  constructor(text: string) {
    const limit = Error.stackTraceLimit;
    Error.stackTraceLimit = 0;
    super(text);
    Error.stackTraceLimit = limit;
    this.name = 'ReplyError';
    this.text = text;
  }

  /** The first word of the text, which errorstats counts by. */
  get code(): string {
    const space = this.text.indexOf(' ');
    return space < 0 ? this.text : this.text.slice(0, space);
  }
}
