#!/usr/bin/env python3
"""Writes a made-up casebook of a given size, the same for the same seed.

    Benchmarks/generate.py FOLDER [--claims 100000] [--seed 1]

The proportions are those of Casebook/central-asia: a fifth as many entities as claims, a twentieth as many
sources, two and a half roles, one stance and a bit, half a relation and half a record a claim. One entity,
`hub`, has a part in a twentieth of all claims. Nobody and nothing in it exists. It prints, as JSON, the
addresses and words the benchmark asks for.
"""
import argparse
import json
import os
import random
import re

QUOTED = re.compile(r'[,"\n\r]|^ | $')

LATIN = ("ay ba bek da din ga gul jan ka kan ke la lan ma mir mu nar nur ol ra rai sa san sha su ta tai ti tu "
         "ya yer zha zhan").split()
CYRILLIC = ("ай ба бек да дин га гүл жан ка хан ке ла лан ма мир му нар нур ол ра рай са сан ша су та тай ти ту "
            "я ер жа жан").split()
UYGHUR = "ئا بە بەك دا دىن گۈ گۇل جان قا خان كې لا مە مىر مۇ نار نۇر ئو را ساي سان شا سۇ تا تاي تى تۇ يا ئەر".split()
CHINESE = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文"
PINYIN = "wang li zhang liu chen yang zhao huang zhou wu xu sun hu zhu gao lin he guo ma luo".split()
WORDS = """the of and to in a that for on with by as its it was at from which their has were an be this are had
observers election authorities government mission report statement officials said according state region company
agreement declared cameras installed city police law voters candidates parliament president ministry organization
members support system recognition facial project loan party campaign media journalists rights international
national standards benchmark commitments found noted criticised praised denied claimed alleged reported described
considered called argued warned promised refused signed joined letter council council's resolution extradition
treaty detained released activists protest protesters border district province security cooperation training
equipment supplier contract funds payment transfer account charity school institute scholar article newspaper
agency television programme broadcast audience survey respondents share percent increase decrease since before
after during under between against without within about more than less most many some several few all none
first second third early late year month week autumn spring summer winter north south east west central local
foreign domestic public private official unofficial independent legal illegal formal open closed new old long
short high low large small political economic social cultural military strategic regional bilateral joint
visit meeting summit session conference speech interview commentary editorial document draft decree order
decision sentence court judge lawyer trial charge appeal prison camp village town road railway pipeline power
plant mine factory market trade investment debt credit bank currency price tax customs export import""".split()
COUNTRIES = ["KZ", "KG", "TJ", "TM", "UZ", "CN", "RU"]
INSTRUMENTS = ("narrative election-validation elite-funding surveillance-technology diplomatic-alignment "
               "repression-of-activism extradition domestic-agency other-actors public-attitudes context").split()
CRITERIA = ("legal-conformity competition genuine-choice transparency freedoms civil-society free-choice "
            "credibility overall").split()
ENTITY_KINDS = ["person"] * 6 + ["organization", "company", "public-body", "state", "place", "event", "document",
                                 "law", "technology"]
RELATIONS = ("contradicts denies partly-admits restates generalises infers-from rival-explanation responds-to "
             "qualifies supports follows explains tension").split()


class Case:
    def __init__(self, folder, claims, seed):
        self.folder, self.claim_count = folder, claims
        self.random = random.Random(seed)
        self.entity_count, self.source_count = claims // 5, max(1, claims // 20)
        self.passage_count, self.citation_count = claims * 7 // 10, claims // 10
        # Words as they are spread in writing: few of them often, a long tail seldom.
        tail = sorted({self.syllables(LATIN, 2, 4) for _ in range(max(200, claims // 8))})
        self.words = WORDS + tail
        weights = [1 / (rank + 8) for rank in range(len(self.words))]
        total, self.cumulated = 0.0, []
        for weight in weights:
            total += weight
            self.cumulated.append(total)

    # -- texts

    def syllables(self, table, least, most):
        return "".join(self.random.choice(table) for _ in range(self.random.randint(least, most)))

    def title(self, table):
        return self.syllables(table, 2, 3).capitalize() + " " + self.syllables(table, 2, 4).capitalize()

    def sentence(self, least, most, names=()):
        words = self.random.choices(self.words, cum_weights=self.cumulated, k=self.random.randint(least, most))
        for name in names:
            words[self.random.randrange(len(words))] = name
        if len(words) > 14:
            words[7] += ","
        return words[0].capitalize() + " " + " ".join(words[1:]) + "."

    def name(self):
        """A name as (Latin, native, script, language)."""
        way = self.random.randrange(10)
        if way < 4:
            count = (self.random.randint(2, 3), self.random.randint(2, 4))
            picks = [[self.random.randrange(len(LATIN)) for _ in range(n)] for n in count]
            latin = " ".join("".join(LATIN[i] for i in pick).capitalize() for pick in picks)
            native = " ".join("".join(CYRILLIC[i] for i in pick).capitalize() for pick in picks)
            return latin, native, "Cyrl", self.random.choice(["ru", "kk", "ky"])
        if way < 7:
            latin = " ".join(self.syllables(PINYIN, 1, 2).capitalize() for _ in range(2))
            return latin, "".join(self.random.choices(CHINESE, k=self.random.randint(2, 4))), "Hans", "zh"
        if way < 8:
            return self.title(LATIN), self.syllables(UYGHUR, 2, 3) + " " + self.syllables(UYGHUR, 2, 4), "Arab", "ug"
        return self.title(LATIN), "", "Latn", "en"

    def date(self):
        year, month = self.random.randint(1991, 2024), self.random.randint(1, 12)
        form = self.random.randrange(8)
        if form == 0:
            return ""
        if form == 1:
            return "[not in source]"
        if form == 2:
            return f"{year}~"
        if form == 3:
            return f"{year}/{year + 1}"
        if form == 4:
            return f"{year}-{month:02}"
        if form == 5:
            return str(year)
        return f"{year}-{month:02}-{self.random.randint(1, 28):02}"

    # -- files

    def write(self, file, columns, rows):
        lines = [columns]
        for row in rows:
            lines.append(",".join(
                '"' + cell.replace('"', '""') + '"' if QUOTED.search(cell) else cell for cell in row))
        with open(os.path.join(self.folder, file), "w", encoding="utf-8", newline="") as out:
            out.write("\n".join(lines) + "\n")

    def entity(self):
        """An entity's id; low numbers come often."""
        return f"e{int(self.entity_count * self.random.random() ** 2):06}"

    def write_sources(self):
        r = self.random

        def rows():
            for i in range(self.source_count):
                language = r.choice(["en", "en", "ru", "zh", "ug"])
                original = self.sentence(5, 12)
                romanised = translated = ""
                if language != "en":
                    latin, native, _, _ = self.name()
                    original, romanised, translated = " ".join(filter(None, [native or latin, self.name()[1]])), latin, original
                parent = f"s{r.randrange(i):05}" if i and r.random() < 0.15 else ""
                yield (f"s{i:05}", r.choice(["book", "article", "report", "news", "commentary", "web-page"]),
                       self.title(LATIN), original, romanised, translated, language, self.title(LATIN),
                       self.title(LATIN), str(r.randint(1998, 2024)), "", f"https://example.org/{i}",
                       f"{r.randint(1, 40)}-{r.randint(41, 90)}", r.choice(COUNTRIES),
                       r.choice(["independent", "state", "party", "state-funded", "unknown"]), self.sentence(4, 9),
                       parent, "", "", "", "")
        self.write("sources.csv", "id,kind,authors,title_original,title_romanised,title_translated,language,"
                   "container,publisher,published,published_words,url,pages,country,independence,interest,"
                   "derives_from,sha256,media_type,anomaly,note", rows())
        self.write("citations.csv", "id,source,note,kind,cites,printed,pinpoint,placement,anomaly", (
            (f"n{i:06}", f"s{i % self.source_count:05}", str(i // self.source_count + 1),
             "citation" if i % 4 else "back-reference", f"s{r.randrange(self.source_count):05}",
             "" if i % 4 else "Ibid.", f"p. {r.randint(1, 300)}", "printed", "")
            for i in range(self.citation_count)))
        self.write("passages.csv", "id,source,locator,spans,digest,quotation,language,citations,note", (
            (f"p{i:06}", f"s{i % self.source_count:05}", f"{r.randint(1, 9)}.{r.randint(1, 5)} P{r.randint(1, 30)} s{r.randint(1, 9)}",
             "", "", self.sentence(6, 18) if r.random() < 0.1 else "", "en",
             f"n{r.randrange(self.citation_count):06}" if r.random() < 0.3 else "",
             self.sentence(4, 8) if r.random() < 0.05 else "") for i in range(self.passage_count)))

    def write_entities(self):
        r, names = self.random, []
        self.names = {}

        def rows():
            for i in range(self.entity_count + 1):
                id = f"e{i:06}" if i < self.entity_count else "hub"
                latin, native, script, language = self.name()
                kind = r.choice(ENTITY_KINDS) if id != "hub" else "state"
                self.names[id] = (latin, native, script)
                source = f"s{r.randrange(self.source_count):05}"
                names.append((id, latin, "Latn", "en", "name", "", "", source, "as the source prints it"))
                if native:
                    names.append((id, native, script, language, "native", "BGN/PCGN" if script == "Cyrl" else "pinyin"
                                  if script == "Hans" else "", "nominative", source, "the form in its own script"))
                names.append((id, latin.split()[-1] + " " + str(i), "Latn", "en", "variant", "", "", "",
                              "shortened in the notes of the source"))
                if i % 3 == 0:
                    names.append((id, self.title(LATIN) + " " + str(i), "Latn", "en", "description", "", "",
                                  source, "described so in the sentence before"))
                isPerson = kind == "person"
                yield (id, kind, latin, "yes", r.choice(COUNTRIES) if r.random() < 0.8 else "[not in source]",
                       "official" if isPerson else "", "acts here in that office" if isPerson else "",
                       self.sentence(6, 16), self.sentence(6, 14) if r.random() < 0.3 else "")
        self.kinds = {}

        def kept():
            for row in rows():
                self.kinds[row[0]] = row[1]
                yield row
        self.write("entities.csv", "id,kind,name,named,country,public_role,role_reason,description,note", kept())
        self.write("names.csv", "entity,name,script,language,kind,romanisation,form,occurs_in,because", names)
        persons = [id for id, kind in self.kinds.items() if kind == "person"]
        self.write("positions.csv", "id,person,position,organization,from,until,passage,note", (
            (f"o{i:05}", r.choice(persons), self.sentence(2, 4), self.entity(), str(r.randint(1991, 2005)),
             str(r.randint(2006, 2024)), f"p{r.randrange(self.passage_count):06}", "")
            for i in range(self.claim_count // 50)))
        self.write("identities.csv", "a,b,judgement,because,by,date", (
            (f"e{i:06}", f"e{i + 1:06}", "different", self.sentence(6, 12), "Bench", "2024-05-01")
            for i in range(0, self.entity_count // 10 * 2, 2)))

    def write_claims(self):
        r = self.random
        rare = {r.randrange(self.claim_count) for _ in range(3)}

        def rows():
            for i in range(self.claim_count):
                statement = self.sentence(10, 26, [self.names[self.entity()][0]])
                if i in rare:
                    statement += " Quillwort."
                has_quantity = r.random() < 0.12
                operator, value, unit, whole = ("", "", "", "")
                if has_quantity:
                    operator, value = r.choice(["=", ">", "~", "<="]), str(r.randint(1, 5000))
                    unit, whole = r.choice([("%", "voters"), ("persons", ""), ("cameras", "")])
                isPaid = i % 50 == 7
                countries = ";".join(sorted(r.sample(COUNTRIES, r.randint(1, 2)))) if r.random() < 0.9 else ""
                yield (f"c{i:06}", statement, r.choice(INSTRUMENTS),
                       r.choice(["fact", "report", "allegation", "inference", "forecast"]),
                       r.choice(["low", "medium", "high"]),
                       r.choice(["undisputed", "undisputed", "undisputed", "disputed"]), self.date(), "", countries,
                       operator, value, unit, whole, "", r.choice(["", "ICCPR 25", "ICCPR 17;ICCPR 25", "CAT 3"]),
                       self.sentence(8, 16) if isPaid or r.random() < 0.1 else "", "Bench",
                       self.sentence(5, 14) if r.random() < 0.5 else "")
        self.write("claims.csv", "id,statement,instrument,modality,confidence,dispute,event_date,event_words,"
                   "countries,quantity_operator,quantity_value,quantity_unit,quantity_of,quantity_words,rights,"
                   "qualification,coder,note", rows())

        def roles():
            for i in range(self.claim_count):
                claim = f"c{i:06}"
                yield claim, "actor", "hub" if i % 20 == 3 else self.entity(), ""
                yield claim, "target", self.entity(), ""
                if i % 2:
                    yield claim, "mentioned", "" if i % 10 == 1 else self.entity(), "people of the district" if i % 10 == 1 else ""
        self.write("roles.csv", "claim,role,entity,as_written", roles())

        def stances():
            for i in range(self.claim_count):
                for part in "ab"[:2 if i % 10 == 0 else 1]:
                    yield (f"t{i:06}{part}", f"c{i:06}", self.entity(), "",
                           r.choice(["asserts", "alleges", "reports", "denies", "endorses"]),
                           f"p{r.randrange(self.passage_count):06}", self.date(), "",
                           self.entity() if r.random() < 0.1 else "", "")
        self.write("stances.csv", "id,claim,speaker,speaker_as_written,attitude,passage,uttered,uttered_words,via,note",
                   stances())
        self.write("relations.csv", "from,relation,to,because", (
            (f"c{i:06}", RELATIONS[i // 2 % len(RELATIONS)], f"c{r.randrange(max(0, i - 500), i):06}",
             self.sentence(5, 12) if i % 3 else "") for i in range(2, self.claim_count, 2)))

    def write_records(self):
        r, n = self.random, self.claim_count
        claims = [f"c{i:06}" for i in range(n)]
        self.write("verdicts.csv", "claim,election,mission,mission_type,criterion,finding,benchmark,note", (
            (claim, self.entity(), self.entity(), "full", criterion,
             r.choice(["positive", "negative", "mixed", "not-addressed", "[not in source]"]), "osce-commitments", "")
            for claim in claims[1::70] for criterion in CRITERIA))
        self.write("signatures.csv", "claim,letter,state,action,date,note", (
            (claim, self.entity(), self.entity(), r.choice(["signed", "not-on-list", "refrained"]), self.date(), "")
            for claim in claims[2::20]))
        self.write("deployments.csv", "claim,country,place,supplier,supplier_country,product,capability,status,date,"
                   "buyer,quantity_operator,quantity_value,quantity_unit,note", (
                       (claim, r.choice(COUNTRIES), self.title(LATIN), self.entity() if r.random() < 0.7 else "[not in source]",
                        "CN", "cameras", r.choice(["facial recognition", "licence plates", "traffic"]),
                        r.choice(["announced", "planned", "supplied", "installed", "in-use"]), self.date(),
                        "[not in source]", "=", str(r.randint(1, 900)), "cameras", "") for claim in claims[3::12]))
        self.write("payments.csv", "claim,payer,channel,beneficiary,amount,currency,date,purpose,state_link,"
                   "qualification,note", (
                       (claim, self.entity(), "donation", self.entity(), str(r.randint(1000, 9000000)), "KGS", self.date(),
                        self.sentence(2, 5), r.choice(["documented", "alleged", "inferred", "none"]),
                        self.sentence(8, 16), "") for claim in claims[7::50]))
        self.write("treaty-acts.csv", "claim,treaty,state,act,body,date,note", (
            (claim, self.entity(), self.entity(), "ratified", self.entity(), self.date(), "") for claim in claims[4::33]))
        self.write("legal-steps.csv", "claim,person,step,authority,date,offence,outcome,note", (
            (claim, self.entity(), r.choice(["detention", "arrest", "charge", "release"]), self.entity(), self.date(),
             self.sentence(2, 5), "[not in source]", "") for claim in claims[5::11]))
        self.write("events.csv", "claim,event,type,place,date,note", (
            (claim, self.entity(), r.choice(["election", "protest", "summit"]), self.title(LATIN), self.date(), "")
            for claim in claims[6::11]))
        self.write("counts.csv", "claim,of,operator,value,unit,counted_by,date,note", (
            (claim, self.sentence(2, 5), "=", str(r.randint(1, 9000)), "persons", self.entity(), self.date(), "")
            for claim in claims[8::20]))
        self.write("assessments.csv", "id,claim,analyst,date,likelihood,confidence,reasons", (
            (claim + "-1", claim, "Bench", "2024-05-01", "likely", "medium", self.sentence(12, 30))
            for claim in claims[9::10]))

    def facts(self):
        known = sorted((id, names) for id, names in self.names.items() if names[2] == "Cyrl" and id < "e000500")
        return {"claim": f"claims/c{self.claim_count // 2:06}", "hub": "entities/hub", "rare": "Quillwort",
                "common": "observers", "commonest": "the",
                "cyrillic": known[len(known) // 2][1][1]}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder")
    parser.add_argument("--claims", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    os.makedirs(arguments.folder, exist_ok=True)
    case = Case(arguments.folder, arguments.claims, arguments.seed)
    with open(os.path.join(arguments.folder, "case.md"), "w", encoding="utf-8") as out:
        out.write(f"---\nid: made-up-{arguments.claims}\ntitle: A made-up case of {arguments.claims} claims\n"
                  "coder: Bench\nlanguage: en\nsource: s00000\n---\n\nMade by Benchmarks/generate.py; nothing in it exists.\n")
    case.write_sources()
    case.write_entities()
    case.write_claims()
    case.write_records()
    print(json.dumps(case.facts(), ensure_ascii=False))


if __name__ == "__main__":
    main()
