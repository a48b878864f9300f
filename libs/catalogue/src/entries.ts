import {
  DATASETS,
  type DatasetId,
  PERIOD_TYPES,
  type PeriodType,
  type ServiceTimeAgreement,
  WEEKDAYS,
  type Weekday,
  type WeeklyHours,
} from '#core';
import {
  ArrayNotEmpty,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsNotEmpty,
  IsNumber,
  IsOptional,
  IsPositive,
  IsString,
  Min,
} from 'class-validator';
import { Nested, NestedEach, NestedKinds } from './built.js';
import { type Dated, IsDated } from './dated.js';
import {
  InBothLanguages,
  IsClock,
  IsColumnFilter,
  IsDay,
  IsId,
  IsInhabitants,
  IsMoment,
  IsRole,
  IsTokenHash,
  NumberAsText,
  type Text,
} from './shapes.js';
import { PROBE_CLASSES, type Probe } from './probes/probes.js';

export const UNIT_KINDS = ['city', 'group', 'district-council', 'committee', 'company'] as const;
export type UnitKind = (typeof UNIT_KINDS)[number];

/** How many live in a unit's area, or how many did in each year. */
export type Inhabitants = number | Readonly<Record<string, number>>;

/** A node of the organisation tree; `city` and `group` only gather others and hand in nothing. */
export class Unit {
  @IsId() readonly id!: string;
  @InBothLanguages() readonly name!: Text;
  @IsIn(UNIT_KINDS) readonly kind!: UnitKind;
  /** Its first day; absent: always was. */
  @IsOptional() @IsDay() readonly from?: string;
  /** Its last day; absent: it still is. */
  @IsOptional() @IsDay() readonly to?: string;
  /** The unit above it, perhaps dated. Absent for the root only. */
  @IsOptional() @IsDated() readonly parent?: Dated;
  /** The one unit that took over all of it on the day after its last. */
  @IsOptional() @IsId() readonly mergedInto?: string;
  /** The units that it was divided into. */
  @IsArray() @IsId({ each: true }) readonly successors: string[] = [];
  @IsOptional() @IsInhabitants() readonly inhabitants?: Inhabitants;
  /** Ids that it had before: what was handed in by them is its own. */
  @IsArray() @IsId({ each: true }) readonly formerly: string[] = [];
}

export const CATEGORIES = ['basic', 'differentiating', 'innovative'] as const;
export type Category = (typeof CATEGORIES)[number];

export const SERVICE_DOMAINS = [
  'pedagogical',
  'social',
  'technical',
  'administrative',
  'infrastructure',
] as const;
export type ServiceDomain = (typeof SERVICE_DOMAINS)[number];

/**
 * What is surely up when a vantage point can reach anything at all: when all of it fails, the fault is on our side, and what
 * was measured from there meanwhile is unmonitored (domain.md, section 6).
 */
export class Canaries {
  /** The vantage point that asks them; absent: each. */
  @IsOptional() @IsString() @IsNotEmpty() readonly vantage?: string;
  @IsArray()
  @ArrayNotEmpty()
  @NestedKinds(PROBE_CLASSES)
  readonly probes!: Probe[];
}

/**
 * Which work on a system counts as downtime: `late`, what was announced after it began (domain.md, section 6); `always`, all
 * of it; `never`, none, however it was announced.
 */
export const MAINTENANCE_POLICIES = ['late', 'always', 'never'] as const;
export type MaintenancePolicy = (typeof MAINTENANCE_POLICIES)[number];

class MaintenanceTerms {
  @IsIn(MAINTENANCE_POLICIES) readonly countsAsDowntime: MaintenancePolicy = 'late';
}

/** An entry of the application portfolio. */
export class System {
  @IsId() readonly id!: string;
  @InBothLanguages() readonly name!: Text;
  /** Unit that owns the system (systemägare), perhaps dated. */
  @IsDated() readonly owner!: Dated;
  @IsString() @IsNotEmpty() readonly representative!: string;
  @IsDated({ among: CATEGORIES }) readonly category!: Dated<Category>;
  @IsDated({ among: SERVICE_DOMAINS }) readonly serviceDomain!: Dated<ServiceDomain>;
  /** An e-service that citizens, companies or visitors use: its owner owes transactions. */
  @IsBoolean() readonly eService: boolean = false;
  /** Shown on the public status page. */
  @IsBoolean() readonly public: boolean = false;
  /** Somebody is woken up as soon as it is surely down. */
  @IsBoolean() readonly critical: boolean = false;
  @IsNumber() @IsPositive() readonly weight: number = 1;
  /** First day on which it is followed up; absent: always was. */
  @IsOptional() @IsDay() readonly followedUpFrom?: string;
  /** Last day on which it is followed up; absent: it still is. */
  @IsOptional() @IsDay() readonly followedUpTo?: string;
  /** Ids that it had before: what was handed in and measured by them is its own. */
  @IsArray() @IsId({ each: true }) readonly formerly: string[] = [];
  /** Id of a service time. */
  @IsId() readonly serviceTime!: string;
  @IsInt() @IsPositive() readonly apdexThresholdMs: number = 500;
  @IsInt() @Min(0) readonly outageMinSeconds: number = 60;
  @Nested(() => MaintenanceTerms) readonly maintenance = new MaintenanceTerms();
  /** Ids of the systems that it cannot do without: when one of them is down, that is the outage to tell of. */
  @IsArray() @IsId({ each: true }) readonly dependsOn: string[] = [];
  @IsArray()
  @NestedKinds(PROBE_CLASSES)
  readonly probes: Probe[] = [];
}

class Hours implements WeeklyHours {
  @IsArray() @ArrayNotEmpty() @IsIn(WEEKDAYS, { each: true }) readonly days!: Weekday[];
  @IsClock() readonly from!: string;
  @IsClock() readonly to!: string;
}

/** When systems must be up. */
export class ServiceTimeEntry implements ServiceTimeAgreement {
  @IsId() readonly id!: string;
  @InBothLanguages() readonly name!: Text;
  @IsArray() @ArrayNotEmpty() @NestedEach(() => Hours) readonly weekly!: Hours[];
  @IsIn(['open', 'closed']) readonly holidays!: 'open' | 'closed';
}

/** Planned work on a system; excluded from service time when it was announced before it began. */
export class MaintenanceEntry {
  @IsId() readonly system!: string;
  /** Of the first time, when it comes again. */
  @IsMoment() readonly from!: string;
  @IsMoment() readonly to!: string;
  /** `weekly`, or a rule of RFC 5545 (`FREQ=MONTHLY;BYDAY=2TU`), by the clocks of the city. Absent: once. */
  @IsOptional() @IsString() readonly repeats?: string;
  @IsMoment() readonly announced!: string;
  @IsString() @IsNotEmpty() readonly note!: string;
}

/** The five focus areas (fokusområden). */
const PORTFOLIO_IDS = ['1', '2', '3', '4', '5'];

class Frame {
  @IsInt() readonly year!: number;
  @IsNumber() @Min(0) readonly amountSek!: number;
}

/** One per focus area; the council sets its frame (ekonomisk ram) each year. */
export class Portfolio {
  @NumberAsText() @IsIn(PORTFOLIO_IDS) readonly id!: string;
  @InBothLanguages() readonly name!: Text;
  @IsArray() @NestedEach(() => Frame) readonly frames!: Frame[];
}

/** A project gets funds from one portfolio and names who will see its benefit. */
export class Project {
  @IsId() readonly id!: string;
  @InBothLanguages() readonly name!: Text;
  /** Id of its portfolio, 1–5, perhaps dated. */
  @IsDated({ among: PORTFOLIO_IDS }) readonly portfolio!: Dated;
  @IsId() readonly unit!: string;
  @IsDay() readonly start!: string;
  @IsDay() readonly end!: string;
  /** Day of registration: of two claims on one change, the earlier project's stands. */
  @IsDay() readonly registered!: string;
  @IsNumber() @Min(0) readonly budgetSek!: number;
  @IsOptional() @IsString() readonly benefitOwner?: string;
  /** Ids that it had before: what was handed in by them is its own. */
  @IsArray() @IsId({ each: true }) readonly formerly: string[] = [];
  @IsOptional() @IsIn(CATEGORIES) readonly category?: Category;
  /** Systems that count as the project's from its end date on. */
  @IsArray() @IsId({ each: true }) readonly delivers: string[] = [];
}

/** What is owed: one data set, by which units, how often and how soon after the period. */
export class Delivery {
  @IsId() readonly id!: string;
  @IsIn(DATASETS) readonly dataset!: DatasetId;
  /** Part of the data set that is meant: label column → values, e.g. `audience: [citizen]`. Empty: all of it. */
  @IsColumnFilter() readonly where: Readonly<Record<string, readonly string[]>> = {};
  @IsIn(PERIOD_TYPES) readonly cadence!: PeriodType;
  /** Days after the period's end. */
  @IsInt() @Min(0) readonly dueDays!: number;
  /** Kinds of unit that owe it; absent: every kind that hands in. */
  @IsOptional() @IsIn(UNIT_KINDS, { each: true }) readonly kinds?: UnitKind[];
  /** Only units that own an e-service owe it. */
  @IsBoolean() readonly ownersOfEServices: boolean = false;
  /** Units that owe it besides, and units that do not whatever their kind. */
  @IsArray() @IsId({ each: true }) readonly also: string[] = [];
  @IsArray() @IsId({ each: true }) readonly except: string[] = [];
}

/** Somebody, or a machine, with a token. */
export class Principal {
  @IsId() readonly id!: string;
  @IsString() @IsNotEmpty() readonly name!: string;
  /** SHA-256 of the token, hexadecimal; the token itself is never written down. */
  @IsTokenHash() readonly tokenSha256!: string;
  /** `followup`, `operations`, `admin`, `unit:<id>`, `source:<id>`. */
  @IsArray() @ArrayNotEmpty() @IsRole({ each: true }) readonly roles!: string[];
  /** Good for callers on this machine only. */
  @IsBoolean() readonly loopbackOnly: boolean = false;
}
