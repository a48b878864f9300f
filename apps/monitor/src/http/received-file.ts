import { Readable } from 'node:stream';
import { type ArrivingFile, type ArrivingFiles } from '#pipeline';
import { type MultipartFile } from '@fastify/multipart';
import { type FastifyRequest } from 'fastify';
import { Problem } from '../problem.js';

/** A file as it came over the wire; it is there as long as it is used. */
export interface ReceivedFile {
  readonly fileName: string;
  readonly contentType: string;
  readonly bytes: ArrivingFile;
}

async function firstFile(request: FastifyRequest): Promise<MultipartFile> {
  const file = await request.file();
  if (file?.fieldname === 'file') return file;
  throw new Problem('upload/no-file', {
    sv: 'Skicka filen som formulärfältet "file".',
    en: 'Send the file as the form field "file".',
  });
}

/** Only the last part of a file's name is kept, and what a screen can show of it. */
function shownName(name: string): string {
  const last = name.split(/[\\/]/).at(-1) ?? '';
  return last.replace(/[\p{Cc}\p{Cf}]/gu, '').slice(0, 255) || 'utan-namn';
}

/** Uses the file of a multipart form, or rows as a JSON body, while it lies on disk. */
export async function withReceivedFile<T>(
  request: FastifyRequest,
  arriving: ArrivingFiles,
  use: (file: ReceivedFile) => Promise<T>,
): Promise<T> {
  if (request.isMultipart()) {
    const { filename, mimetype: contentType, file } = await firstFile(request);
    return arriving.during(file, (bytes) => use({ fileName: shownName(filename), contentType, bytes }));
  }
  if (!(request.body instanceof Readable)) {
    throw new Problem('upload/no-file', {
      sv: 'Skicka en fil som formulärfältet "file", eller rader som JSON.',
      en: 'Send a file as the form field "file", or rows as JSON.',
    });
  }
  const contentType = 'application/json';
  return arriving.during(request.body, (bytes) => use({ fileName: 'rows.json', contentType, bytes }));
}
