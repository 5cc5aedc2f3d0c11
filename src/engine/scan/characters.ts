/** Character classes by code unit: what the scanners ask most often, without regular expressions. */

export const isDigit = (c: number): boolean => c >= 48 && c <= 57;

/** ASCII letters, and everything above ASCII (a letter of another script glued to a number is part of a word, too). */
export const isLetter = (c: number): boolean => (c >= 97 && c <= 122) || (c >= 65 && c <= 90) || c > 191;

/** Chinese and Japanese signs, full-width ones too: these scripts put no blank between a word and a number. */
export const isUnspaced = (c: number): boolean => (c >= 0x3000 && c <= 0x9fff) || (c >= 0xff01 && c <= 0xff60);

export const CharacterKind = {
  of(c: number): 'digit' | 'letter' | 'other' {
    return isDigit(c) ? 'digit' : isLetter(c) ? 'letter' : 'other';
  },
};
