-- The directory finds Mons-en-Barœul by baroeul and Łódź by lodz: letters that are none with an accent are held as they are typed elsewhere.
-- `src/people/letters.ts` does the same with what is looked for. The code before asks in the letters typed: it finds what is plainly typed.
create or replace function search_words(said text) returns tsvector language sql immutable parallel safe as $$
  select to_tsvector('simple'::regconfig, translate(
    replace(replace(replace(replace(replace(
      regexp_replace(normalize(lower(said), nfd), '[\u0300-\u036f]', '', 'g'),
      'œ', 'oe'), 'æ', 'ae'), 'ß', 'ss'), 'þ', 'th'), 'ĳ', 'ij'),
    'đðħıłŋøŧ-’''', 'ddhilnot   '))
$$;
reindex index organisations_by_words;
