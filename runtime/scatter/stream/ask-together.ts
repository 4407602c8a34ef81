/**
 * Makes one call of all questions that are put at the same moment: of the first batches of all shards, one
 * call that fails with all of them.
 */
export function askTogether<Question, Answer>(
  ask: (questions: readonly Question[]) => Promise<readonly Answer[]>,
): (question: Question) => Promise<Answer> {
  let waiting:
    | { readonly questions: Question[]; readonly answers: Promise<readonly Answer[]> }
    | undefined;
  return async (question) => {
    if (waiting === undefined) {
      const questions: Question[] = [];
      const answers = Promise.resolve().then(() => {
        waiting = undefined;
        return ask(questions);
      });
      waiting = { questions, answers };
    }
    const { answers, questions } = waiting;
    const place = questions.push(question) - 1;
    // Sound: there is an answer to each question, in their order.
    return (await answers)[place] as Answer;
  };
}
