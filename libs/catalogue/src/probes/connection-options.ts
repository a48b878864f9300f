import { IsIn, IsInt, IsOptional, IsPositive } from 'class-validator';
import { Nested } from '../built.js';
import { IsAddress, IsHostName, IsSecretReference } from './probe-shapes.js';
import { type SecretReference } from '../secrets.js';

/** Who we are to a server that wants to know (PEM). */
class ClientCertificate {
  @IsSecretReference() readonly certificate!: SecretReference;
  @IsSecretReference() readonly key!: SecretReference;
  @IsOptional() @IsSecretReference() readonly passphrase?: SecretReference;
}

/** How TLS is spoken; what is absent is as browsers have it. */
export class TlsOptions {
  /** Asked for (SNI), and what the certificate must be for; absent: the address' host. */
  @IsOptional() @IsHostName() readonly serverName?: string;
  /** Authorities that are trusted instead of the public ones (PEM). */
  @IsOptional() @IsSecretReference() readonly authorities?: SecretReference;
  /** Shown to a server that asks for one: `certificate`, `key` and, if need be, `passphrase`, each by reference. */
  @IsOptional()
  @Nested(() => ClientCertificate)
  readonly clientCertificate?: ClientCertificate;
  /** Degraded when the certificate has fewer days left than this. */
  @IsOptional() @IsInt() @IsPositive() readonly minDays?: number;
}

/** How a server is reached. */
export class ConnectionOptions {
  /** 4 or 6; absent: both, IPv4 first, and whichever answers. */
  @IsOptional() @IsIn([4, 6]) readonly ipVersion?: 4 | 6;
  /** `http://host:port` of a proxy; it resolves names in our place. */
  @IsOptional() @IsAddress('http') readonly proxy?: string;
  /** Text of the header Proxy-Authorization. */
  @IsOptional() @IsSecretReference() readonly proxyAuthorization?: SecretReference;
}
