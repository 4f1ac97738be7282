/** What the Riverbend Data Desk says, in Spanish, by its own words. */
export const DESK_IN_SPANISH: Record<string, string> = {
  'Anyone in the three counties can ask about the place they live in, at any desk, and get an answer they can use.':
    'Cualquier persona de los tres condados puede preguntar por el lugar donde vive, en cualquier mostrador, y recibir una respuesta que le sirva.',
  'We keep one switchboard for questions about this region. A person asks once. Whoever takes the question stays with it until somebody has answered.\n\nWe plan together each quarter, share rooms and equipment, and publish what people ask, never who asked.':
    'Mantenemos una sola central para las preguntas sobre esta región. Se pregunta una vez. Quien recibe la pregunta la acompaña hasta que alguien la responde.\n\nPlaneamos juntos cada trimestre, compartimos salas y equipos, y publicamos qué se pregunta, nunca quién preguntó.',
  'We decide at the quarterly meeting, by agreement of all who are there; what costs money or staff time goes to each partner’s leader first. The minutes go to everybody within a week.':
    'Decidimos en la reunión trimestral, por acuerdo de quienes asisten; lo que cuesta dinero o tiempo del personal pasa antes por la dirección de cada organización. El acta llega a todos en una semana.',
  'A partner who leaves tells the others three months before, hands over the questions it holds, and keeps the right to use what was made together.':
    'Quien se retira avisa con tres meses, entrega las preguntas que tiene a su cargo y conserva el derecho a usar lo que se hizo en común.',
  'Every resident can find and judge information: a question about a street or a school is a reference question, and we answer those.':
    'Toda persona puede encontrar información y juzgarla: una pregunta sobre una calle o una escuela es una pregunta de referencia, y esas las respondemos.',
  'Staff who can read a dataset; people at our desks who did not come before.':
    'Personal que sabe leer un conjunto de datos; en nuestros mostradores, gente que antes no venía.',
  'The workshop room on Ferry Street, two evenings a month': 'La sala de talleres de Ferry Street, dos tardes al mes',
  'Data that nobody asks for changes nothing. The desks tell us what people need to know.':
    'Los datos que nadie pide no cambian nada. Los mostradores nos dicen qué necesita saber la gente.',
  'An audience that we do not reach by ourselves; questions that tell us what to publish next.':
    'Un público al que no llegamos por nuestra cuenta; preguntas que nos dicen qué publicar después.',
  'The catalog, and a fresh extract for each question that needs one':
    'El catálogo, y un extracto actualizado para cada pregunta que lo necesite',
  'Research that serves the region: students answer real questions, and the archive keeps what was learned.':
    'Investigación que sirve a la región: los estudiantes responden preguntas reales, y el archivo guarda lo aprendido.',
  'Real questions for the GIS course; metadata skills in use outside the campus.':
    'Preguntas reales para el curso de SIG; conocimientos de metadatos que se usan fuera del campus.',
  'Open data that residents use, as the city’s plan asks: action 14.':
    'Datos abiertos que los habitantes usan, como pide el plan de la ciudad: acción 14.',
  'Fewer records requests that a published table could have answered.':
    'Menos solicitudes de información pública que una tabla publicada habría respondido.',
  'Printing and interpreters': 'Impresión e intérpretes',
  'Neighbors decide with the same numbers that the city has.':
    'El vecindario decide con las mismas cifras que tiene la ciudad.',
  'Block captains who can find and show a number at a hearing.':
    'Responsables de manzana que saben encontrar una cifra y mostrarla en una audiencia.',
  'Takes every question at any desk and stays with it until somebody has answered.':
    'Recibe toda pregunta en cualquier mostrador y la acompaña hasta que alguien la responde.',
  'Answers within two days what a desk cannot.': 'Responde en dos días lo que un mostrador no puede.',
  'Takes the questions of students and historians.': 'Recibe las preguntas de estudiantes e historiadores.',
  'Says what people in Eastbank ask before they come to a desk.':
    'Dice qué se pregunta en Eastbank antes de llegar a un mostrador.',
  'Makes a table that one can read out of each dataset that is asked for.':
    'Convierte en una tabla legible cada conjunto de datos que se pide.',
  'Describes it, so that it is found again.': 'Lo describe, para que se vuelva a encontrar.',
  'Says what its own columns mean.': 'Dice qué significan sus propias columnas.',
  'Evenings at the branches, for whoever comes.': 'Tardes en las sucursales, para quien venga.',
  'Courses for staff of partners and of the city.': 'Cursos para el personal de las organizaciones y de la ciudad.',
  'Looks over the exercises.': 'Revisa los ejercicios.',
  'Publishes what residents ask for, with a date for the next release.':
    'Publica lo que piden los habitantes, con fecha para la siguiente entrega.',
  'Hosts what the smaller towns cannot.': 'Aloja lo que los pueblos más pequeños no pueden.',
  'Keeps each release and what was asked about it.': 'Conserva cada entrega y lo que se preguntó sobre ella.',
  'Brings what residents cannot find to the hearings.':
    'Lleva a las audiencias lo que los habitantes no logran encontrar.',
  'Speaks for the privacy of those who ask.': 'Defiende la privacidad de quienes preguntan.',
}
