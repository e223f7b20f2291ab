/**
 * Forbids `record[name]` and `name in record` where `name` may be any string. An object inherits `constructor`, `toString` and
 * others from `Object.prototype`, so that a user's name of this kind is found in every record; `record['__proto__'] = value`
 * replaces its prototype. `lookUp` of src/look_up.ts reads a record, `Object.fromEntries` or a Map makes one.
 */
import ts from 'typescript';

const ANY_STRING = ts.TypeFlags.Any | ts.TypeFlags.String | ts.TypeFlags.TemplateLiteral | ts.TypeFlags.StringMapping;

export const lookUp = {
  meta: {
    type: 'problem',
    schema: [],
    messages: {
      read: 'This finds what Object.prototype has too: use lookUp() of src/look_up.ts, or a Map.',
      write: 'A key `__proto__` would replace the prototype: use Object.fromEntries(), or a Map.',
    },
  },
  create(context) {
    const { program, getTypeAtLocation } = context.sourceCode.parserServices;
    const checker = program.getTypeChecker();
    const mayBeAnyString = (node) => {
      const type = getTypeAtLocation(node);
      const widest = checker.getBaseConstraintOfType(type) ?? type;
      return (widest.isUnion() ? widest.types : [widest]).some(({ flags }) => (flags & ANY_STRING) !== 0);
    };
    return {
      'MemberExpression[computed=true]'(node) {
        if (!mayBeAnyString(node.property)) return;
        const isWritten = node.parent.type === 'AssignmentExpression' && node.parent.left === node;
        context.report({ node, messageId: isWritten ? 'write' : 'read' });
      },
      'ObjectPattern > Property[computed=true]'(node) {
        if (mayBeAnyString(node.key)) context.report({ node, messageId: 'read' });
      },
      'BinaryExpression[operator="in"]'(node) {
        if (mayBeAnyString(node.left)) context.report({ node, messageId: 'read' });
      },
    };
  },
};
