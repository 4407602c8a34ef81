import { Node } from 'ts-morph';

/** The value of an expression made of literals only; undefined when it is anything else. */
export function readLiteral(expression: Node): unknown {
  if (Node.isAsExpression(expression) || Node.isSatisfiesExpression(expression)) {
    return readLiteral(expression.getExpression());
  }
  if (Node.isTrueLiteral(expression) || Node.isFalseLiteral(expression)) {
    return expression.getLiteralValue();
  }
  if (Node.isStringLiteral(expression) || Node.isNumericLiteral(expression)) {
    return expression.getLiteralValue();
  }
  if (Node.isArrayLiteralExpression(expression)) return expression.getElements().map(readLiteral);
  if (!Node.isObjectLiteralExpression(expression)) return undefined;
  const entries = expression.getProperties().map((property) => {
    if (!Node.isPropertyAssignment(property)) return undefined;
    const name = property.getNameNode();
    const key = Node.isStringLiteral(name) ? name.getLiteralValue() : name.getText();
    return [key, readLiteral(property.getInitializerOrThrow())] as const;
  });
  return entries.includes(undefined)
    ? undefined
    : Object.fromEntries(entries.filter((entry) => entry !== undefined));
}
