import { didYouMean } from '../diagnostics/did-you-mean.js';
import { error, type Report } from '../diagnostics/report.js';
import { availableNames, isAvailable, NAMES, specOf, spelled } from './annotation-names.js';
import type { AnnotationLevel, AnnotationNode } from './annotation-syntax.js';
import { interpretArguments } from './interpret-arguments.js';
import type { FieldAnnotation, ModelAnnotation } from './spec/annotations.js';

/** What an owner's annotations are. */
interface Annotations {
  readonly model: ModelAnnotation;
  readonly field: FieldAnnotation;
}

/**
 * Understands one annotation by its spec. `owner` is what its comment belongs to.
 * Undefined when it cannot be understood; then at least one diagnostic says why.
 */
export function interpretAnnotation<Owner extends AnnotationLevel>(
  node: AnnotationNode,
  owner: Owner,
  report: Report,
): Annotations[Owner] | undefined {
  const { name, level, at } = node;
  const written = spelled(level, name);
  if (!isAvailable(name)) {
    report(unavailable(node, written));
    return undefined;
  }
  const spec = specOf(name, level);
  if (level !== spec.level || owner !== spec.level) {
    const place = spec.level === 'model' ? 'above the model' : 'at the field';
    report(
      error('SG1106', {
        at,
        message:
          level !== spec.level
            ? `\`${written}\` is written as a ${level} annotation, but ${name} is a ${spec.level} annotation.`
            : `\`${written}\` is a ${spec.level} annotation, but it stands at a ${owner}.`,
        fix: `Write \`${spec.example}\` in a /// comment ${place}.`,
      }),
    );
    return undefined;
  }
  const values = interpretArguments(node, spec, report);
  // interpretArguments reads each argument with the kind that the spec of this very name declares.
  return values && ({ name, at, arguments: values } as unknown as Annotations[Owner]);
}

function unavailable(node: AnnotationNode, written: string) {
  const { at, level, name } = node;
  return error('SG1104', {
    at,
    message: `There is no annotation \`${written}\`.${didYouMean(name, NAMES)}`,
    fix: `Use ${availableNames(level)}.`,
  });
}
