import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core'

/** Deep ink blue. Shade 7 on white and white on shade 5 both exceed 4.5:1. */
const ink: MantineColorsTuple = [
  '#eef3f9',
  '#dbe5f1',
  '#b6cae2',
  '#93b2d6',
  '#678dbd',
  '#41699c',
  '#2f5b92',
  '#1f4677',
  '#16365f',
  '#0d2443',
]

/** Warm neutral greys of the light scheme. */
const stone: MantineColorsTuple = [
  '#faf9f7',
  '#f4f2ee',
  '#e8e5df',
  '#d6d2ca',
  '#b5b0a6',
  '#8a857a',
  '#666157',
  '#504c44',
  '#36332d',
  '#1f1d19',
]

/** Neutral greys of the dark scheme, from text to the deepest ground. */
const slate: MantineColorsTuple = [
  '#e4e2de',
  '#c8c6c1',
  '#a9a8a5',
  '#84858a',
  '#4b4f57',
  '#3a3e46',
  '#2a2e36',
  '#1c2027',
  '#15181e',
  '#0e1116',
]

const good: MantineColorsTuple = [
  '#e7f3ec',
  '#cfe6d8',
  '#a5d0b6',
  '#7fc09a',
  '#4f9f72',
  '#2f8257',
  '#226d46',
  '#195a39',
  '#12462c',
  '#0b301e',
]

const caution: MantineColorsTuple = [
  '#fbf2de',
  '#f6e4bd',
  '#edcd86',
  '#e3b65a',
  '#c48d22',
  '#9d6d10',
  '#835909',
  '#6d4906',
  '#523705',
  '#372503',
]

const grave: MantineColorsTuple = [
  '#fbebea',
  '#f6d5d3',
  '#eeb0ac',
  '#ee9a96',
  '#d35d58',
  '#b93a37',
  '#a12a2a',
  '#872122',
  '#68191b',
  '#450f12',
]

const FONT = "'Inter Variable', 'Noto Sans Arabic Variable', system-ui, sans-serif"

export const theme = createTheme({
  primaryColor: 'ink',
  primaryShade: { light: 7, dark: 5 },
  colors: { ink, gray: stone, dark: slate, good, caution, grave, red: grave },
  black: '#1a1916',
  fontFamily: FONT,
  fontFamilyMonospace: "ui-monospace, 'SF Mono', 'Cascadia Mono', 'DejaVu Sans Mono', Consolas, monospace",
  headings: {
    fontFamily: FONT,
    fontWeight: '650',
    textWrap: 'pretty',
    sizes: {
      h1: { fontSize: '1.5rem', lineHeight: '1.3' },
      h2: { fontSize: '1.125rem', lineHeight: '1.35' },
      h3: { fontSize: '0.975rem', lineHeight: '1.4' },
    },
  },
  fontSizes: { xs: '0.8125rem', sm: '0.9rem', md: '0.975rem', lg: '1.1rem', xl: '1.25rem' },
  defaultRadius: '4px',
  radius: { xs: '2px', sm: '4px', md: '4px', lg: '6px', xl: '8px' },
  focusRing: 'auto',
  respectReducedMotion: true,
  cursorType: 'pointer',
  components: {
    Tooltip: { defaultProps: { openDelay: 300 } },
    Modal: {
      defaultProps: {
        centered: true,
        overlayProps: { backgroundOpacity: 0.5 },
        attributes: { header: { role: 'none' } },
      },
    },
    Drawer: { defaultProps: { attributes: { header: { role: 'none' } } } },
    Select: { defaultProps: { checkIconPosition: 'right', nothingFoundMessage: '—' } },
  },
})

/** Where Mantine's own defaults fall under 4.5:1, they are set here. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: { '--mantine-line-height': '1.5' },
  light: {
    '--mantine-color-body': '#ffffff',
    '--mantine-color-dimmed': '#5c574e',
    '--mantine-color-placeholder': '#6f6a60',
    '--mantine-color-error': '#a12a2a',
    '--mantine-color-anchor': '#1f4677',
    '--mantine-color-default-border': '#b5b0a6',
  },
  dark: {
    '--mantine-color-body': '#1c2027',
    '--mantine-color-text': '#e4e2de',
    '--mantine-color-dimmed': '#b3b1ad',
    '--mantine-color-placeholder': '#9b9a98',
    '--mantine-color-error': '#f3aaa6',
    '--mantine-color-anchor': '#a9c4e4',
    '--mantine-color-default': '#15181e',
    '--mantine-color-default-border': '#5a5f69',
    '--mantine-color-default-hover': '#2a2e36',
  },
})
