/** Names that are first of all words, in English, German, French, Spanish and Hungarian: in small letters they are hardly ever somebody. */
const words = new Set(
  [
    "able angel april archer art august baker ball banks bear bell berry best bill bird bishop black bloom bond book brand brave brooks brown bush",
    "butler carpenter carter case cash chance chase church clay close cole cook cross dale day dawn dean drew duke earl faith farmer field fields",
    "fisher ford forest fox frank freeman garden gates gene glen gold good grace grant gray green grey guy hall harper heath heart hill holiday",
    "holly hope house hunter iris ivy jack jade jasmine jean joy judge july june justice kelly king knight lake lamb lance lane law lee lily long",
    "love lucky major mark marsh mason may mercy merry miles miller mills moon moore nick noble north page paris park parker parks pat patience",
    "pearl penny peter pierce pool poppy porter potter power price prince queen ray read reed rich ring rivers rob robin rock rose ruby rush rusty",
    "sage sand sandy scott self sharp sheriff shore short sky skip smith snow song south spring star steel stern stone storm strange street strong",
    "sue summer summers sweet swift taylor teller trinity tucker turner vale victor violet walker wall ward waters way weaver wells west white will",
    "willow wills winter wise wolf wood woods workman worth young",
    "ernst fröhlich fuchs groß gross herr holz jung kaiser klein koch könig kraft kurz lang markt neu richter roth sommer stark sturm vogel weber",
    "weiß weiss wolf blanc claire fleur jolie leblanc legrand marin mignon noir petit prudence roman rousse alba alegre amor blanco bueno cielo",
    "consuelo cruz delgado dolores luz mar mercedes moreno nieves paz reyes rico rojo rosa santos sol vega arany barna béke erdő fehér fekete hajnal",
    "hold kis kiss kovács nagy nap piros szabó szép szőke vidám virág vörös zöld",
  ].flatMap((line) => line.split(" ")),
);

export function isOrdinaryWord(text: string): boolean {
  return words.has(text.normalize("NFC").toLowerCase());
}
