import { ArrayNotEmpty, IsArray } from 'class-validator';
import { NestedEach } from './built.js';
import { InBothLanguages, IsId, PerhapsInBothLanguages, type Text } from './shapes.js';

/** An e-service as the public status page lists it. */
class StatusService {
  /** Id of a system that is public. */
  @IsId() readonly system!: string;
  /** What people can do while it does not work; absent: what its group says. */
  @PerhapsInBothLanguages() readonly alternative?: Text;
}

/** Something that people want to do, and the e-services for it: a heading of the public status page (`status.yaml`). */
export class StatusGroup {
  @IsId() readonly id!: string;
  @InBothLanguages() readonly name!: Text;
  /** What people can do while an e-service of the group does not work: call, visit, another channel. */
  @InBothLanguages() readonly alternative!: Text;
  @IsArray()
  @ArrayNotEmpty()
  @NestedEach(() => StatusService)
  readonly services!: StatusService[];
}
