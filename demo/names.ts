/** The people and places of a state that does not exist. */
export const FIRST_NAMES = (
  "Aaron Adela Amina Andre Anita Bernard Bianca Carla Cedric Clara Damian Delia Desmond Dolores Edith Elias Erin Esther Felix " +
  "Fiona Gail Gideon Greta Hamid Hannah Hector Ian Imani Ingrid Isaac Jamal Janet Joan Joel Kareem Kira Lena Leon Lucia Luther " +
  "Mabel Malik Marisol Martin Mei Miriam Nadia Nathan Nora Omar Opal Paula Perry Priya Quentin Rafael Regina Rhoda Ruben Sanjay " +
  "Selma Simon Sofia Tamara Theo Ursula Vera Victor Wanda Wesley Yasmin Yolanda Yusuf Zelda"
).split(" ");

export const LAST_NAMES = (
  "Abernathy Adeyemi Aguilar Ambrose Arroyo Baptiste Barlow Bekele Boyle Calloway Castellanos Chaudhry Coyle Crandall Dabrowski " +
  "Delacroix Dorsey Eastman Echeverria Faulk Ferrante Fontaine Galloway Garrity Ghebre Goodwin Hadley Halloran Haskins Hinojosa " +
  "Holloway Ibarra Iverson Jankowski Jemison Kaplan Keane Kowalczyk Lachlan Lindqvist Lockhart Maddox Mbeki Mendoza Nakamura " +
  "Navarro Nguyen Novak Odom Okonkwo Osterman Pacheco Pell Pruitt Quiroz Rahman Ridley Rourke Sandoval Sayegh Strand Tillery " +
  "Tran Underhill Valdez Vance Weatherby Whitlock Yamada Zielinski"
).split(" ");

const TOWNS = [
  "Port Ellery",
  "Quarry Falls",
  "Redwater",
  "Lindale",
  "Oxbow",
  "Saint Alban",
  "Millrace",
  "Tamsin Bay",
  "Corbin Heights",
  "Fallow Creek",
  "Westmark",
  "Dunmore",
  "Juniper Flat",
  "Graystone",
];

const COUNTIES = [
  "Ellery County",
  "Redwater County",
  "Sable County",
  "Tamarack County",
  "Osprey County",
  "Marl County",
];

const STREETS = [
  "Harbor Street",
  "Foundry Road",
  "Alder Avenue",
  "Canal Street",
  "Ninth Avenue",
  "Mission Road",
  "Depot Lane",
];

const COMPANIES = [
  "Corliss Foods",
  "Brannock Steel",
  "Halvorsen Paper",
  "Lakeshore Logistics",
  "Tamsin Shipbuilding",
  "Ardent Furniture",
  "Pell and Rowe Packing",
  "Northfork Battery",
  "Sable Valley Dairy",
  "Quillen Appliances",
];

const COUNTRIES = [
  "Guatemala",
  "Honduras",
  "Venezuela",
  "Haiti",
  "Ecuador",
  "Nicaragua",
  "Cameroon",
  "El Salvador",
  "Colombia",
];

/** Places by the name of their blank; a second blank of a kind has a 2 in its name. */
export const PLACES: Readonly<Record<string, readonly string[]>> = {
  town: TOWNS,
  town2: TOWNS,
  county: COUNTIES,
  county2: COUNTIES,
  street: STREETS,
  company: COMPANIES,
  country: COUNTRIES,
  country2: COUNTRIES,
};
