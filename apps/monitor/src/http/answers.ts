import { applyDecorators } from '@nestjs/common';
import { ApiResponse } from '@nestjs/swagger';

type Decorator = ReturnType<typeof applyDecorators>;

function refTo(schema: string): { $ref: string } {
  return { $ref: `#/components/schemas/${schema}` };
}

/** Says in the API's description what a call answers: a name of `open-api.schemas.json`. */
export function Answers(schema: string, { status = 200, description = schema } = {}): Decorator {
  return applyDecorators(ApiResponse({ status, description, schema: refTo(schema) }));
}

/** Says that a call answers `{items, next}`, and of what. */
export function AnswersListOf(schema: string): Decorator {
  const list = {
    type: 'object',
    required: ['items', 'next'],
    properties: {
      items: { type: 'array', items: refTo(schema) },
      next: { type: ['string', 'null'], description: 'Cursor of the next page; null at the end.' },
    },
  };
  return applyDecorators(ApiResponse({ status: 200, description: `List of ${schema}`, schema: list }));
}
