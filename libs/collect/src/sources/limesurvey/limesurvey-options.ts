import { IsHttpUrl, IsSecretReference, type SecretReference } from '#catalogue';
import { IsInt, IsNotEmpty, IsPositive, IsString } from 'class-validator';

/** Answers of a survey in a LimeSurvey. */
export class LimeSurveyOptions {
  /** Of RemoteControl 2: `https://enkat.example.se/index.php/admin/remotecontrol`. */
  @IsHttpUrl() readonly address!: string;
  /** A user that may read and export the survey, and nothing else. */
  @IsString() @IsNotEmpty() readonly user!: string;
  @IsSecretReference() readonly password!: SecretReference;
  /** Number of the survey; config/surveys/ says what its questions are. */
  @IsInt() @IsPositive() readonly survey!: number;
}
