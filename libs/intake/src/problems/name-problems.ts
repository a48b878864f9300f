import { type Problems } from './problem.js';

/** What is said of names that the catalogue or the data set must know. */
export const NAME_PROBLEMS = {
  'unknown-unit': {
    severity: 'error',
    sv: {
      message: 'Enheten ”{value}” finns inte.',
      hint: 'Skriv enhetens id eller hela dess namn.',
    },
    en: {
      message: 'There is no unit “{value}”.',
      hint: 'Write the id of the unit or its whole name.',
    },
  },
  'unknown-system': {
    severity: 'error',
    sv: {
      message: 'Systemet ”{value}” finns inte i applikationsportföljen.',
      hint: 'Skriv systemets id eller hela dess namn.',
    },
    en: {
      message: 'There is no system “{value}” in the application portfolio.',
      hint: 'Write the id of the system or its whole name.',
    },
  },
  'unknown-project': {
    severity: 'error',
    sv: {
      message: 'Projektet ”{value}” finns inte.',
      hint: 'Skriv projektets id eller hela dess namn.',
    },
    en: {
      message: 'There is no project “{value}”.',
      hint: 'Write the id of the project or its whole name.',
    },
  },
  'unit-not-yours': {
    severity: 'error',
    sv: {
      message: 'Du får inte lämna uppgifter för {unit}.',
      hint: 'Ta bort raden, eller be den enheten lämna in den.',
    },
    en: {
      message: 'You may not hand in figures for {unit}.',
      hint: 'Remove the row, or ask that unit to hand it in.',
    },
  },
  'unit-not-then': {
    severity: 'error',
    sv: {
      message: '{unit} finns inte i {period}; enheten finns {limits}.',
      hint: 'Lämna uppgifterna för den enhet som fanns då. Efterföljare: {instead}.',
    },
    en: {
      message: '{unit} does not exist in {period}; it exists {limits}.',
      hint: 'Hand the figures in for the unit that existed then. Successors: {instead}.',
    },
  },
  'unit-only-gathers': {
    severity: 'error',
    sv: {
      message: '{unit} samlar andra enheter och lämnar inga egna uppgifter.',
      hint: 'Ange den nämnd, förvaltning eller det bolag som uppgiften gäller.',
    },
    en: {
      message: '{unit} gathers other units and hands in nothing of its own.',
      hint: 'Name the committee, administration or company that the figure is for.',
    },
  },
  'not-in-list': {
    severity: 'error',
    sv: {
      message: '”{value}” är inte ett av de tillåtna värdena.',
      hint: 'Välj bland {allowed}.',
    },
    en: {
      message: '“{value}” is not one of the allowed values.',
      hint: 'Choose one of {allowed}.',
    },
  },
  'new-project': {
    severity: 'warning',
    sv: {
      message: 'Projektet ”{value}” finns inte i projektlistan än.',
      hint: 'Stämmer id:t så behöver inget göras.',
    },
    en: {
      message: 'The project “{value}” is not in the list of projects yet.',
      hint: 'If the id is right, nothing needs to be done.',
    },
  },
  'spelled-otherwise': {
    severity: 'notice',
    sv: {
      message: '”{value}” lästes som samma som ”{first}”.',
      hint: 'Skriv namnet likadant varje gång. Är det två olika saker, ge dem namn som skiljer sig mer.',
    },
    en: {
      message: '“{value}” was read as the same as “{first}”.',
      hint: 'Spell the name alike every time. If they are two things, give them names that differ more.',
    },
  },
} as const satisfies Problems;
