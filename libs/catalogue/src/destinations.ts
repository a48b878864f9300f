import { IsIn, IsInt, IsNotEmpty, IsOptional, IsString, Matches, Max, Min } from 'class-validator';
import { Nested } from './built.js';
import { IsSecretReference } from './probes/probe-shapes.js';
import { type SecretReference } from './secrets.js';
import { IsClock, IsHostKeys, IsHttpUrl, IsId } from './shapes.js';

/** A folder of this machine, one of a server by SFTP, a server that takes files by PUT, or the steering system's own API. */
export const DESTINATION_KINDS = ['file-drop', 'sftp', 'https-put', 'stratsys-api'] as const;
export type DestinationKind = (typeof DESTINATION_KINDS)[number];

/** How many days after a period's end its newest edition is delivered by itself, and by which clock. */
export class DeliveryRhythm {
  @IsOptional() @IsInt() @Min(0) @Max(365) readonly quarterly?: number;
  @IsOptional() @IsInt() @Min(0) @Max(365) readonly tertial?: number;
  @IsOptional() @IsInt() @Min(0) @Max(365) readonly yearly?: number;
  /** When the receiver reads; it is delivered within the hour before. */
  @IsClock() readonly before: string = '05:00';
}

/** Where exports are delivered; what its kind needs is told by check-config. */
export class Destination {
  @IsId() readonly id!: string;
  @IsIn(DESTINATION_KINDS) readonly kind!: DestinationKind;
  /** Of `file-drop` and `sftp`: an absolute path. */
  @IsOptional() @IsString() @Matches(/^\//, { message: 'folder must begin with /' }) readonly folder?: string;
  /** Of `sftp`: the server, and who comes, by key or password. */
  @IsOptional() @IsString() @IsNotEmpty() readonly host?: string;
  @IsOptional() @IsInt() @Min(1) @Max(65_535) readonly port?: number;
  @IsOptional() @IsString() @IsNotEmpty() readonly user?: string;
  @IsOptional() @IsSecretReference() readonly privateKey?: SecretReference;
  @IsOptional() @IsSecretReference() readonly password?: SecretReference;
  /** Of `sftp`: fingerprints of the keys that the server may show, as `ssh-keygen -l` tells them. */
  @IsOptional() @IsHostKeys() readonly hostKeys?: string[];
  /** Of `https-put`: the address before the file's name; of `stratsys-api`: the address before `/kpidata`. */
  @IsOptional() @IsHttpUrl() readonly url?: string;
  /** Of `https-put`: the header Authorization. */
  @IsOptional() @IsSecretReference() readonly authorization?: SecretReference;
  /** Of `stratsys-api`: where tokens are had, by OAuth 2 client credentials. */
  @IsOptional() @IsHttpUrl() readonly tokenUrl?: string;
  @IsOptional() @IsString() @IsNotEmpty() readonly clientId?: string;
  @IsOptional() @IsSecretReference() readonly clientSecret?: SecretReference;
  /** Absent: delivered by hand only. */
  @IsOptional() @Nested(() => DeliveryRhythm) readonly schedule?: DeliveryRhythm;
}
