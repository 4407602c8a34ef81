import { didYouMean } from '../diagnostics/did-you-mean.js';
import { error, type Report } from '../diagnostics/report.js';
import { availableExamples, isAvailable, PLANNED, spelled } from './annotation-names.js';
import type { AnnotationLevel, AnnotationNode } from './annotation-syntax.js';
import { interpretArguments } from './interpret-arguments.js';
import { ANNOTATIONS, type Annotation } from './spec/annotations.js';

/**
 * Understands one annotation by its spec. `owner` is what its comment belongs to.
 * Undefined when it cannot be understood; then at least one diagnostic says why.
 */
export function interpretAnnotation(
  node: AnnotationNode,
  owner: AnnotationLevel,
  report: Report,
): Annotation | undefined {
  const { name, level, at } = node;
  const written = spelled(level, name);
  if (!isAvailable(name)) {
    report(unavailable(node, written));
    return undefined;
  }
  const spec = ANNOTATIONS[name];
  if (level !== spec.level || owner !== spec.level) {
    const place = spec.level === 'model' ? 'above the model' : 'at the field';
    report(
      error('SG1106', {
        at,
        message:
          level !== spec.level
            ? `\`${written}\` is written as a ${level} annotation, but ${name} is a ${spec.level} annotation.`
            : `\`${written}\` is a ${spec.level} annotation, but it stands at a ${owner}.`,
        fix: `Write \`${spelled(spec.level, name)}(...)\` in a /// comment ${place}.`,
      }),
    );
    return undefined;
  }
  const values = interpretArguments(node, spec.example, spec.arguments, report);
  // interpretArguments reads each argument with the kind that the spec of this very name declares.
  return values && ({ name, at, arguments: values } as unknown as Annotation);
}

function unavailable(node: AnnotationNode, written: string) {
  const { at, name } = node;
  if (PLANNED.has(name)) {
    return error('SG1105', {
      at,
      message: `\`${written}\` is not available in this version.`,
      fix: `Remove it; this version has ${availableExamples('and')}.`,
    });
  }
  const names = [...Object.keys(ANNOTATIONS), ...PLANNED];
  return error('SG1104', {
    at,
    message: `There is no annotation \`${written}\`.${didYouMean(name, names)}`,
    fix: `Use ${availableExamples()}.`,
  });
}
