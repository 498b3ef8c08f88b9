/** Why somebody of the staff may open what is about a person; the person reads it among the looks. */
export const lookPurposes = ['complaint', 'quality_review', 'incident', 'person_asked', 'legal_request'] as const;

export type LookPurpose = (typeof lookPurposes)[number];

/** As whom one looked. */
export type LookingRole = 'manager' | 'supervisor' | 'operator';

/** What was opened, in one word. */
export type Opened = 'mandate' | 'use' | 'journal' | 'person' | 'case';

/** The reason in the reader's own words: long enough to mean something, short enough to be read. */
export const reasonLength = { least: 10, most: 500 } as const;
