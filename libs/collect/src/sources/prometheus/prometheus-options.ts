import { IsHttpUrl, IsSecretReference, NestedEach, type SecretReference } from '#catalogue';
import {
  ArrayNotEmpty,
  IsArray,
  IsIn,
  IsInt,
  IsNotEmpty,
  IsOptional,
  IsString,
  Max,
  Min,
} from 'class-validator';

/** What counts a system's transactions. */
export class PrometheusUsage {
  @IsString() @IsNotEmpty() readonly system!: string;
  @IsIn(['web', 'app']) readonly channel: 'web' | 'app' = 'web';
  /** PromQL; `$step` stands for the step: `sum(increase(orders_total{state="sent"}[$step]))`. */
  @IsString() @IsNotEmpty() readonly completed!: string;
  @IsOptional() @IsString() @IsNotEmpty() readonly started?: string;
}

/** Usage of systems as a Prometheus counts it. */
export class PrometheusOptions {
  /** Of the server: `https://prometheus.example.se/`. */
  @IsHttpUrl() readonly address!: string;
  /** Sent as a bearer token. */
  @IsOptional() @IsSecretReference() readonly token?: SecretReference;
  /** The stretches that a month's increases are added up from; a server answers at most 11 000 of them. */
  @IsInt() @Min(300) @Max(86_400) readonly stepSeconds: number = 3_600;
  @IsArray()
  @ArrayNotEmpty()
  @NestedEach(() => PrometheusUsage)
  readonly usage!: PrometheusUsage[];
}
