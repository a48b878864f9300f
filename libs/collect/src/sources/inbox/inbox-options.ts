import { IsNotEmpty, IsOptional, IsString, Matches, Max, Min, IsNumber } from 'class-validator';

/** A folder that another system lays files in. */
export class InboxOptions {
  /** An absolute path. */
  @IsString() @Matches(/^\//, { message: 'folder must begin with /' }) readonly folder!: string;
  /** Which files are meant: a name with `*` and `?`; the others lie. */
  @IsString() @IsNotEmpty() readonly files: string = '*';
  /** A file that has changed within so many seconds may not be whole: it waits for the next turn. */
  @IsNumber() @Min(0) @Max(86_400) readonly settleSeconds: number = 60;
  /** Subfolders, made when they are missing. */
  @IsOptional() @IsString() @Matches(/^[\w.-]+$/) readonly done: string = 'done';
  @IsOptional() @IsString() @Matches(/^[\w.-]+$/) readonly refused: string = 'refused';
}
