import { UseInterceptors, applyDecorators } from '@nestjs/common';
import { ApiQuery, ApiResponse } from '@nestjs/swagger';
import { Paging } from './paging.js';

type Decorator = ReturnType<typeof applyDecorators>;

function refTo(schema: string): { $ref: string } {
  return { $ref: `#/components/schemas/${schema}` };
}

/** Says in the API's description what a call answers: a name of `open-api.schemas.json`. */
export function Answers(schema: string, { status = 200, description = schema } = {}): Decorator {
  return applyDecorators(ApiResponse({ status, description, schema: refTo(schema) }));
}

/** How a list comes: by pages to whoever asks for them, by pages of its handler's own making, or always as a whole. */
type Paged = 'to whoever asks' | 'by its handler' | 'never';

/** Says that a call answers `{items, next}`, and of what. */
export function AnswersListOf(
  schema: string,
  { paged = 'to whoever asks' }: { readonly paged?: Paged } = {},
): Decorator {
  const list = {
    type: 'object',
    required: ['items', 'next'],
    properties: {
      items: { type: 'array', items: refTo(schema) },
      next: { type: ['string', 'null'], description: 'Cursor of the next page; null at the end.' },
    },
  };
  const parameters = [
    ApiQuery({ name: 'limit', required: false, description: 'Items of a page' }),
    ApiQuery({ name: 'cursor', required: false, description: 'What the page before has as next' }),
  ];
  return applyDecorators(
    ApiResponse({ status: 200, description: `List of ${schema}`, schema: list }),
    ...(paged === 'never' ? [] : parameters),
    ...(paged === 'to whoever asks' ? [UseInterceptors(Paging)] : []),
  );
}
