import { IsSecretReference, type SecretReference } from '#catalogue';
import { IsBoolean, IsInt, IsNotEmpty, IsString, Max, Min } from 'class-validator';

/** A question to a PostgreSQL database. */
export class SqlOptions {
  @IsString() @IsNotEmpty() readonly host!: string;
  @IsInt() @Min(1) @Max(65_535) readonly port: number = 5432;
  @IsString() @IsNotEmpty() readonly database!: string;
  @IsString() @IsNotEmpty() readonly user!: string;
  @IsSecretReference() readonly password!: SecretReference;
  /** TLS, with the server's certificate checked. */
  @IsBoolean() readonly tls: boolean = true;
  /** One SELECT whose columns are the data set's; `:from` and `:to` are the first and last day that are wanted. */
  @IsString() @IsNotEmpty() readonly query!: string;
  /** More rows than this are refused. */
  @IsInt() @Min(1) @Max(1_000_000) readonly rowLimit: number = 100_000;
}
