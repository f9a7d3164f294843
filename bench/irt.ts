/**
 * How good and how fast adaptive tests and their calibration are. `npm run bench:irt -- FOLDER [rounds] [PEER [people]]`:
 * FOLDER holds bank_2pl.csv, bank_3pl.csv (a, b, c, d), theta.csv, and reference fits with their answers; everybody of
 * theta.csv takes each test `rounds` times (5). PEER is a folder in which @bdelab/jscat is installed; so many people (100)
 * take its tests too. Nothing is written; the last line is one JSON object.
 */
import { againstReference, speedOfCalibration } from './irt/calibration.ts'
import { abilitiesIn, bankIn } from './irt/data.ts'
import { besideJsCat } from './irt/peer.ts'
import { figuresOf, speedOf } from './irt/people.ts'

const [folder, roundsText = '5', peerFolder, peerPeople = '100'] = process.argv.slice(2)
if (!folder) throw new Error('The first argument must name the folder of banks, people and reference fits')
const rounds = Number(roundsText)
const abilities = abilitiesIn(folder)
const banks = { '2PL': bankIn(folder, 'bank_2pl.csv'), '3PL': bankIn(folder, 'bank_3pl.csv') }
const precise = { most: 60, standardError: 0.3 }
const areas = Object.fromEntries(banks['2PL'].areas.map((area) => [area, 1]))

const tests = Object.fromEntries(
  Object.entries(banks).flatMap(([model, bank]) => [
    [`${model} to SD 0.3`, figuresOf(bank, precise, abilities, rounds)],
    ...[5, 10, 20, 30].map((most) => [`${model} ${most} items`, figuresOf(bank, { most }, abilities, rounds)]),
    [`${model} five areas`, figuresOf(bank, { ...precise, areas }, abilities, rounds)],
    [`${model} exposure 0.3`, figuresOf(bank, { ...precise, exposure: 0.3 }, abilities, rounds)],
    [`${model} areas and exposure`, figuresOf(bank, { ...precise, areas, exposure: 0.3 }, abilities, rounds)],
  ]),
)
console.table(tests)

const speed = Object.fromEntries(
  Object.entries(banks).map(([model, bank]) => [model, speedOf(bank, precise, abilities)]),
)
console.table(speed)

const reference = againstReference(folder)
console.table(reference)
const calibrationSeconds = speedOfCalibration(abilities)
console.table({ '1,000 × 50 2PL, seconds': calibrationSeconds })

const peer = peerFolder
  ? Object.fromEntries(
      Object.entries(banks).map(([model, bank]) => [
        model,
        besideJsCat(peerFolder, bank, abilities.slice(0, Number(peerPeople))),
      ]),
    )
  : undefined
if (peer) console.table(peer)

console.log(
  JSON.stringify({ bench: 'irt', people: abilities.length, rounds, tests, speed, reference, calibrationSeconds, peer }),
)
