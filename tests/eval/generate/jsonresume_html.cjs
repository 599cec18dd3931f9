// SPDX-License-Identifier: Apache-2.0
// jsonresume_html.cjs MODULES THEME OUT < records: renders JSON Resume records, one per line, to OUT/<id>.html with a theme of npm.
// Themes come from MODULES, a node_modules folder. Themes that know only English headings get those of the record's language.
const fs = require('fs');
const path = require('path');

const LABELS = {
  'work experience': ['Arbeidserfaring', 'Arbeidserfaring'], 'work': ['Arbeidserfaring', 'Arbeidserfaring'],
  'experience': ['Yrkeserfaring', 'Yrkeserfaring'], 'professional experience': ['Yrkeserfaring', 'Yrkeserfaring'],
  'employment': ['Arbeidserfaring', 'Arbeidserfaring'], 'career': ['Yrkeserfaring', 'Yrkeserfaring'],
  'employment history': ['Yrkeserfaring', 'Yrkeserfaring'], 'career experience': ['Yrkeserfaring', 'Yrkeserfaring'],
  'education': ['Utdanning', 'Utdanning'], 'skills': ['Ferdigheter', 'Ferdigheiter'],
  'skills & proficiency': ['Ferdigheter', 'Ferdigheiter'], 'professional skills': ['Kompetanse', 'Kompetanse'],
  'languages': ['Språk', 'Språk'], 'certificates': ['Sertifikater', 'Sertifikat'],
  'certifications': ['Sertifiseringer', 'Sertifiseringar'], 'volunteer': ['Frivillig arbeid', 'Friviljug arbeid'],
  'volunteering': ['Frivillig arbeid', 'Friviljug arbeid'], 'volunteer work': ['Frivillig arbeid', 'Friviljug arbeid'],
  'volunteer experience': ['Verv', 'Verv'], 'interests': ['Interesser', 'Interesser'],
  'hobbies': ['Interesser', 'Interesser'], 'summary': ['Sammendrag', 'Samandrag'], 'about': ['Om meg', 'Om meg'],
  'about me': ['Om meg', 'Om meg'], 'profile': ['Profil', 'Profil'], 'contact': ['Kontakt', 'Kontakt'],
  'references': ['Referanser', 'Referansar'], 'career profile': ['Profil', 'Profil'],
  'highlights': ['Resultater', 'Resultat'], 'present': ['nå', 'no'], 'current': ['nå', 'no'],
};

function localise(html, language) {
  const index = { nb: 0, nn: 1 }[language];
  if (index === undefined) return html;
  const swapped = html.replace(/>(\s*)([A-Za-z&][A-Za-z& ]+?)(\s*:?\s*)</g, (all, before, words, after) => {
    const label = LABELS[words.toLowerCase()];
    return label ? `>${before}${label[index]}${after}<` : all;
  });
  return swapped.replace(/([-–—]|&ndash;|&mdash;|to)(\s*(?:<[^>]*>\s*)*)(Present|Current|present)\b/g,
                         (all, dash, space) => `${dash}${space}${['nå', 'no'][index]}`);
}

async function main() {
  const [modules, name, out] = process.argv.slice(2);
  let theme;
  try {
    theme = require(path.join(modules, name));
  } catch (error) {
    const root = path.join(modules, name);
    const about = JSON.parse(fs.readFileSync(path.join(root, 'package.json')));
    theme = await import(path.join(root, about.module || about.main || 'index.js'));
  }
  const render = theme.render || (theme.default && (theme.default.render || theme.default));
  for (const line of fs.readFileSync(0, 'utf8').split('\n')) {
    if (!line.trim()) continue;
    const { id, language, resume } = JSON.parse(line);
    let html = await render(resume);
    if (typeof html !== 'string') html = String(html);
    fs.writeFileSync(path.join(out, `${id}.html`), localise(html, language));
  }
}

main().catch((error) => {
  console.error(error.message || error);
  process.exit(1);
});
