import { countingIn, isolated, MEBIBYTE } from '../counting.ts'
import type { FaultTexts } from './texts.ts'

const { counted, number } = countingIn<'zero' | 'one' | 'two' | 'few' | 'many'>('ar')

/** The counted nouns stand after a preposition or as an object: the dual ends in -ayn. */
const characters = (count: number): string =>
  counted(count, {
    zero: 'صفر من الأحرف',
    one: 'حرف واحد',
    two: 'حرفين',
    few: '# أحرف',
    many: '# حرفًا',
    other: '# حرف',
  })
const columns = (count: number): string =>
  counted(count, {
    zero: 'صفر من الأعمدة',
    one: 'عمود واحد',
    two: 'عمودين',
    few: '# أعمدة',
    many: '# عمودًا',
    other: '# عمود',
  })
const digits = (count: number): string =>
  counted(count, {
    zero: 'صفر من الأرقام',
    one: 'رقم واحد',
    two: 'رقمين',
    few: '# أرقام',
    many: '# رقمًا',
    other: '# رقم',
  })

export const AR: FaultTexts = {
  'source-stopped': ({ error }) => `توقفت القراءة بسبب خطأ (${isolated(error)}).`,
  'file-too-large': ({ limitBytes }) => `حجم الملف يتجاوز ${number(limitBytes / MEBIBYTE)} ميبيبايت.`,
  'utf-16': ({ order }) =>
    `الملف بترميز ${isolated('UTF-16')} (${order === 'little-endian' ? 'البايت الأدنى أولًا' : 'البايت الأعلى أولًا'})، ويجب أن يكون بترميز ${isolated('UTF-8')}.`,
  'not-utf-8': () => `توجد هنا بايتات ليست بترميز ${isolated('UTF-8')}.`,
  'other-encoding': () => `يعلن الملف ترميزًا غير ${isolated('UTF-8')}.`,
  'ends-in-character': () => 'ينتهي الملف في وسط حرف.',
  'ends-before-root': () => 'ينتهي الملف قبل عنصره الأول.',
  'ends-in-element': ({ element }) => `ينتهي الملف داخل العنصر ${isolated(element)}.`,
  'ends-in-quotation': () => 'ينتهي الملف داخل علامتَي اقتباس.',
  'ends-in-row': (fault) =>
    `الصف الأخير مكوّن من ${columns(fault.columns)}، والمطلوب ${number(fault.expected)}.`,
  'row-columns': (fault) => `الصف مكوّن من ${columns(fault.columns)}، والمطلوب ${number(fault.expected)}.`,
  'row-too-long': ({ limitChars }) => `طول الصف أكثر من ${characters(limitChars)}.`,
  'too-many-rows': ({ limit }) =>
    `عدد الصفوف يتجاوز ${counted(limit, {
      zero: 'الصفر',
      one: 'صفًا واحدًا',
      two: 'صفين',
      few: '# صفوف',
      many: '# صفًا',
      other: '# صف',
    })}.`,
  'stray-quotation': () => `علامات الاقتباس ليست كما في ملف ${isolated('CSV')}.`,
  'text-after-end-mark': () => 'يوجد نص بعد علامة النهاية.',
  'first-row-unnumbered': () => 'الصف الأول لا يبدأ برقم.',
  'xml-tags': () => 'وسم لم يُغلق، أو يُغلق ما لم يُفتح.',
  'xml-character': () => `يوجد هنا حرف لا تسمح به لغة ${isolated('XML')} في هذا الموضع.`,
  'xml-entity': () => `يوجد هنا كيان ليس من كيانات ${isolated('XML')} نفسها.`,
  'xml-attribute': () => `صفة غير مكتوبة كما تقتضي لغة ${isolated('XML')}.`,
  'xml-outside-root': () => 'يوجد شيء خارج العنصر الجذر.',
  'xml-declaration': () => `إعلان ${isolated('XML')} ليس كما ينبغي.`,
  'xml-malformed': () => `هذا غير مكتوب كما تقتضي لغة ${isolated('XML')}.`,
  'xml-version': () => `لا يُقرأ إلا ${isolated('XML 1.0')}.`,
  doctype: () => 'إعلان نوع المستند قد يعرّف كيانات، والقائمة لا تحتاج إليها.',
  'nested-too-deep': ({ limit }) =>
    `تداخل العناصر يتجاوز ${counted(limit, {
      zero: 'الصفر',
      one: 'مستوى واحدًا',
      two: 'مستويين',
      few: '# مستويات',
      many: '# مستوى',
      other: '# مستوى',
    })}.`,
  'too-many-attributes': ({ limit }) =>
    `في أحد الوسوم أكثر من ${counted(limit, {
      zero: 'صفر من الصفات',
      one: 'صفة واحدة',
      two: 'صفتين',
      few: '# صفات',
      many: '# صفة',
      other: '# صفة',
    })}.`,
  'too-many-elements': ({ limit }) =>
    `في أحد القيود أكثر من ${counted(limit, {
      zero: 'صفر من العناصر',
      one: 'عنصر واحد',
      two: 'عنصرين',
      few: '# عناصر',
      many: '# عنصرًا',
      other: '# عنصر',
    })}.`,
  'too-many-entries': ({ limit }) =>
    `في القائمة أكثر من ${counted(limit, {
      zero: 'صفر من القيود',
      one: 'قيد واحد',
      two: 'قيدين',
      few: '# قيود',
      many: '# قيدًا',
      other: '# قيد',
    })}.`,
  'text-too-long': ({ limitChars }) => `طول أحد النصوص أكثر من ${characters(limitChars)}.`,
  'markup-too-long': () => 'نص أو وسم أو تعليق أطول مما يُسمح به.',
  'other-root': ({ expected }) => `العنصر الجذر ليس ${isolated(expected)}.`,
  'no-entry': () => 'القائمة لا تحتوي على أي قيد.',
  'entry-repeated': ({ name }) => `هذا الرقم (${isolated(name)}) يظهر للمرة الثانية.`,
  'number-required': ({ limitDigits }) => `يلزم عدد من ${digits(limitDigits)} على الأكثر.`,
  'name-required': () => 'يلزم اسم.',
  'value-required': () => 'تلزم قيمة.',
  'value-too-long': ({ limitChars }) => `طول القيمة أكثر من ${characters(limitChars)}.`,
  'too-many-values': ({ limit }) =>
    `توجد أكثر من ${counted(limit, {
      zero: 'صفر من القيم',
      one: 'قيمة واحدة',
      two: 'قيمتين',
      few: '# قيم',
      many: '# قيمة',
      other: '# قيمة',
    })}.`,
  'not-a-day': () => 'القيمة ليست يومًا موجودًا في التقويم.',
  'control-characters': () => 'القيمة تحتوي على أحرف تحكّم.',
  'value-unfit': () => 'القيمة لا توافق المفردات المعتمدة.',
  'line-characters': (fault) =>
    `السطر مكوّن من ${characters(fault.characters)}، والمطلوب ${number(fault.expected)}.`,
}
