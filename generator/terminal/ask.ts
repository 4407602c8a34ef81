import { createInterface } from 'node:readline';

/** Asks a person one question. Undefined when nobody answers any more: the input is at its end. */
export type Ask = (question: string) => Promise<string | undefined>;

/** Asks on the given streams, one line per answer. */
export function askOn(input: NodeJS.ReadableStream, output: NodeJS.WritableStream): Ask {
  return (question) =>
    new Promise((resolve) => {
      const lines = createInterface({ input, output });
      let answer: string | undefined;
      lines.once('close', () => resolve(answer));
      lines.once('SIGINT', () => lines.close());
      lines.question(question, (line) => {
        answer = line;
        lines.close();
      });
    });
}

/** Undefined where no person sits: in a pipe, in CI. */
export function processAsk(): Ask | undefined {
  const { stdin, stdout } = process;
  return stdin.isTTY === true && stdout.isTTY === true ? askOn(stdin, stdout) : undefined;
}
