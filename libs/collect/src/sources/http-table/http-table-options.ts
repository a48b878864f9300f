import {
  IsHeaders,
  IsHttpUrl,
  IsJsonPath,
  IsSecretReference,
  type SecretReference,
  type Wording,
  Nested,
} from '#catalogue';
import { IsIn, IsNotEmpty, IsObject, IsOptional, IsString } from 'class-validator';

export const TABLE_FORMATS = ['csv', 'xlsx', 'json', 'json-stat'] as const;
export type TableFormat = (typeof TABLE_FORMATS)[number];

/** Name and password, sent as HTTP Basic. */
export class BasicAuth {
  @IsString() @IsNotEmpty() readonly user!: string;
  @IsSecretReference() readonly password!: SecretReference;
}

/** A table at an address. */
export class HttpTableOptions {
  /** `{from}`, `{to}`: first and last month; `{month}`: asked once for each of them. */
  @IsHttpUrl() readonly url!: string;
  @IsIn(['GET', 'POST']) readonly method: 'GET' | 'POST' = 'GET';
  @IsHeaders() readonly headers: Readonly<Record<string, Wording>> = {};
  @IsOptional() @Nested(() => BasicAuth) readonly basic?: BasicAuth;
  /** Sent by POST; the same placeholders. */
  @IsOptional() @IsString() readonly body?: string;
  @IsIn(TABLE_FORMATS) readonly format!: TableFormat;
  /** Of `json`: where the list of rows is. */
  @IsJsonPath() readonly rows: string = '$';
  /** Of `json`: where the next page's address is; a header `Link` with `rel="next"` is followed anyway. */
  @IsOptional() @IsJsonPath() readonly next?: string;
  /** Of `json`: where the number of all rows is; another number of rows is an error then. */
  @IsOptional() @IsJsonPath() readonly total?: string;
  /** Of `json` and `json-stat`: our column → theirs, a name or a JSONPath in the row; none: as they are called. */
  @IsObject() readonly columns: Readonly<Record<string, string>> = {};
  /** Of `json` and `json-stat`: our column → what stands in every row. */
  @IsObject() readonly constants: Readonly<Record<string, string | number>> = {};
  /** Of `json` and `json-stat`: our column → their value → ours. */
  @IsObject() readonly values: Readonly<Record<string, Readonly<Record<string, string | number>>>> = {};
}
