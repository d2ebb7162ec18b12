import type { TextField } from '../article-text.js';
import { tokenize, type Token } from './lexer.js';
import type { SyntaxNode } from './syntax.js';

const nothing: SyntaxNode = { kind: 'and', nodes: [] };

/** Several nodes as one, nested nodes of the same kind taken in: `a (b -c)` is `a b -c`. */
function join(kind: 'and' | 'or', nodes: readonly SyntaxNode[]): SyntaxNode {
  const flat = nodes.flatMap((node) => (node.kind === kind ? node.nodes : [node]));
  const [only] = flat;
  return flat.length === 1 && only !== undefined ? only : { kind, nodes: flat };
}

/** Recursive descent: terms side by side are AND, `OR` binds the two beside it more tightly, `-` and fields tightest. */
class Parser {
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  all(field: TextField | null): SyntaxNode {
    const nodes: SyntaxNode[] = [];
    while (this.#at < this.#tokens.length && this.#peek() !== 'close') nodes.push(this.#alternatives(field));
    return join('and', nodes);
  }

  #peek(): Token['kind'] | undefined {
    return this.#tokens[this.#at]?.kind;
  }

  #alternatives(field: TextField | null): SyntaxNode {
    const nodes = [this.#operand(field)];
    while (this.#peek() === 'or' && this.#startsOperand(this.#at + 1)) {
      this.#at++;
      nodes.push(this.#operand(field));
    }
    return join('or', nodes);
  }

  #startsOperand(at: number): boolean {
    const kind = this.#tokens[at]?.kind;
    return kind !== undefined && kind !== 'close' && kind !== 'or';
  }

  #operand(field: TextField | null): SyntaxNode {
    const token = this.#tokens[this.#at++];
    switch (token?.kind) {
      case 'minus':
        return { kind: 'not', node: this.#operand(field) };
      case 'field':
        return this.#operand(token.field);
      case 'open':
        return this.#group(field);
      case 'phrase':
        return { kind: 'phrase', text: token.text, field };
      case 'run':
      case 'or':
        return { kind: 'run', text: token.text, field };
      default:
        return nothing;
    }
  }

  #group(field: TextField | null): SyntaxNode {
    const node = this.all(field);
    this.#at++;
    return node;
  }
}

/**
 * Parses a query (API.md, "Query language"). Everything is valid: what is no syntax is a run of plain words.
 * `成都 OR 西昌 疫情` is (成都 or 西昌) and 疫情.
 */
export function parseQuery(query: string): SyntaxNode {
  const parser = new Parser(tokenize(query));
  return parser.all(null);
}
