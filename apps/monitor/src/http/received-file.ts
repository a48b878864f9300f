import { type MultipartFile } from '@fastify/multipart';
import { type FastifyRequest } from 'fastify';
import { Problem } from '../problem.js';

/** A file as it came over the wire. */
export interface ReceivedFile {
  readonly fileName: string;
  readonly contentType: string;
  readonly bytes: Uint8Array;
}

async function firstFile(request: FastifyRequest): Promise<MultipartFile> {
  const file = await request.file();
  if (file?.fieldname === 'file') return file;
  throw new Problem('upload/no-file', {
    sv: 'Skicka filen som formulärfältet "file".',
    en: 'Send the file as the form field "file".',
  });
}

/** The file of a multipart form, or rows as a JSON body. Only the last part of a file's name is kept. */
export async function receivedFile(request: FastifyRequest): Promise<ReceivedFile> {
  if (request.isMultipart()) {
    const file = await firstFile(request);
    const fileName = file.filename.split(/[\\/]/).at(-1) ?? '';
    return { fileName: fileName || 'utan-namn', contentType: file.mimetype, bytes: await file.toBuffer() };
  }
  if (request.body === undefined || request.body === null) {
    throw new Problem('upload/no-file', {
      sv: 'Skicka en fil som formulärfältet "file", eller rader som JSON.',
      en: 'Send a file as the form field "file", or rows as JSON.',
    });
  }
  const bytes = Buffer.from(JSON.stringify(request.body));
  return { fileName: 'rows.json', contentType: 'application/json', bytes };
}
