import { IsHostKeys, IsSecretReference, type SecretReference } from '#catalogue';
import { IsInt, IsNotEmpty, IsOptional, IsString, Max, Min } from 'class-validator';
import { InboxOptions } from '../inbox/inbox-options.js';

/** A folder of a server that is reached by SFTP; its path is the server's. */
export class SftpInboxOptions extends InboxOptions {
  @IsString() @IsNotEmpty() readonly host!: string;
  @IsInt() @Min(1) @Max(65_535) readonly port: number = 22;
  @IsString() @IsNotEmpty() readonly user!: string;
  /** Who comes shows a key, or a password. */
  @IsOptional() @IsSecretReference() readonly privateKey?: SecretReference;
  @IsOptional() @IsSecretReference() readonly password?: SecretReference;
  /** Fingerprints of the keys that the server may show, as `ssh-keygen -l` tells them; to another nothing is said. */
  @IsHostKeys() readonly hostKeys!: string[];
}
