-- Text as it is looked for: small, without accents, in the letters that any keyboard here has. `src/people/letters.ts` does the same.
-- Most names are plain: nothing but their case is looked at then, which a list of thousands feels.
create function plain_letters(said text) returns text language sql immutable parallel safe as $$
  select case when octet_length(said) = length(said) then lower(said) else translate(
    replace(replace(replace(replace(replace(
      regexp_replace(normalize(lower(said), nfd), '[\u0300-\u036f]', '', 'g'),
      'œ', 'oe'), 'æ', 'ae'), 'ß', 'ss'), 'þ', 'th'), 'ĳ', 'ij'),
    'đðħıłŋøŧ', 'ddhilnot') end
$$;

-- The same words as before: `organisations_by_words` need not be made anew. Whoever makes it anew has no path to find `plain_letters` by.
create or replace function search_words(said text) returns tsvector language sql immutable parallel safe as $$
  select to_tsvector('simple'::regconfig, translate(public.plain_letters(said), '-’''', '   '))
$$;
