import { Readable } from 'node:stream';
import { type ArrivingFile, type ArrivingFiles } from '#pipeline';
import { type Multipart, type MultipartFile } from '@fastify/multipart';
import { type FastifyRequest } from 'fastify';
import { Problem } from '../problem.js';

/** A file as it came over the wire; it is there as long as it is used. */
export interface ReceivedFile {
  readonly fileName: string;
  readonly contentType: string;
  readonly bytes: ArrivingFile;
}

type Parts = AsyncIterator<Multipart, undefined>;

/** The next file of a form, whatever fields stand before it; `null` when there is none. */
async function nextFile(parts: Parts): Promise<MultipartFile | null> {
  for (;;) {
    const next = await parts.next();
    if (next.done === true) return null;
    if (next.value.type === 'file') return next.value;
  }
}

async function firstFile(parts: Parts): Promise<MultipartFile> {
  const file = await nextFile(parts);
  if (file?.fieldname === 'file') return file;
  throw new Problem('upload/no-file', {
    sv: 'Skicka filen som formulärfältet "file".',
    en: 'Send the file as the form field "file".',
  });
}

/** Goes through the rest of a form: only then is it known to be whole, and to have no second file. */
async function onlyFile(parts: Parts): Promise<void> {
  if ((await nextFile(parts)) === null) return;
  throw new Problem('upload/several-files', {
    sv: 'Skicka en fil i taget. Ingen av dem sparades.',
    en: 'Send one file at a time. None of them was stored.',
  });
}

/** Uses the file of a form when the whole form has come. */
async function withFileOfForm<T>(
  request: FastifyRequest,
  arriving: ArrivingFiles,
  use: (file: ReceivedFile) => Promise<T>,
): Promise<T> {
  try {
    const parts = request.parts();
    const { filename, mimetype: contentType, file } = await firstFile(parts);
    return await arriving.during(file, async (bytes) => {
      await onlyFile(parts);
      return use({ fileName: shownName(filename), contentType, bytes });
    });
  } catch (thrown) {
    throw isMalformedForm(thrown) ? malformedForm() : thrown;
  }
}

/** Busboy tells of a missing boundary and of an early end in words only. */
function isMalformedForm(thrown: unknown): boolean {
  return thrown instanceof Error && /multipart|malformed part header/i.test(thrown.message);
}

function malformedForm(): Problem {
  return new Problem('upload/malformed-form', {
    sv: 'Formuläret saknar sin gräns (boundary) eller kom inte helt fram. Ingenting sparades; skicka filen igen.',
    en: 'The form has no boundary, or not all of it came. Nothing was stored; send the file again.',
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
  if (request.isMultipart()) return withFileOfForm(request, arriving, use);
  if (!(request.body instanceof Readable)) {
    throw new Problem('upload/no-file', {
      sv: 'Skicka en fil som formulärfältet "file", eller rader som JSON.',
      en: 'Send a file as the form field "file", or rows as JSON.',
    });
  }
  const contentType = 'application/json';
  return arriving.during(request.body, (bytes) => use({ fileName: 'rows.json', contentType, bytes }));
}
