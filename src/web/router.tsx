import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Navigate,
  type RouteComponent,
} from '@tanstack/react-router'
import { CheckSearch, HitSearch, NewRecordSearch, NoticeSearch, RecordSearch } from './addresses.ts'
import { BrokenApplication, BrokenPage, MissingPage } from './shell/broken-page.tsx'
import { firstDeskOf } from './shell/desks.ts'
import { Gate } from './shell/gate.tsx'
import { useSignedIn } from './session.ts'

const root = createRootRoute({
  component: Gate,
  notFoundComponent: MissingPage,
  errorComponent: BrokenApplication,
})

const home = createRoute({ getParentRoute: () => root, path: '/', component: Home })
const check = createRoute({
  getParentRoute: () => root,
  path: '/check',
  validateSearch: CheckSearch,
  component: lazyRouteComponent(() => import('./checks/check-desk.tsx'), 'CheckDesk'),
})
const records = createRoute({
  getParentRoute: () => root,
  path: '/records',
  validateSearch: RecordSearch,
  component: lazyRouteComponent(() => import('./records/records-desk.tsx'), 'RecordsDesk'),
})
const newRecord = createRoute({
  getParentRoute: () => root,
  path: '/records/new',
  validateSearch: NewRecordSearch,
  component: lazyRouteComponent(() => import('./records/new-record.tsx'), 'NewRecord'),
})
const record = createRoute({
  getParentRoute: () => root,
  path: '/records/$id',
  component: lazyRouteComponent(() => import('./records/record-page.tsx'), 'RecordPage'),
})
const notices = createRoute({
  getParentRoute: () => root,
  path: '/notices',
  validateSearch: NoticeSearch,
  component: lazyRouteComponent(() => import('./notices/notices-desk.tsx'), 'NoticesDesk'),
})
const notice = createRoute({
  getParentRoute: () => root,
  path: '/notices/$id',
  component: lazyRouteComponent(() => import('./notices/notice-page.tsx'), 'NoticePage'),
})
const hits = createRoute({
  getParentRoute: () => root,
  path: '/hits',
  validateSearch: HitSearch,
  component: lazyRouteComponent(() => import('./hits/hits-desk.tsx'), 'HitsDesk'),
})
const network = deskRoute(
  '/network',
  lazyRouteComponent(() => import('./administration/network.tsx'), 'Network'),
)
const ledger = deskRoute(
  '/ledger',
  lazyRouteComponent(() => import('./administration/ledger.tsx'), 'Ledger'),
)
const lists = deskRoute(
  '/lists',
  lazyRouteComponent(() => import('./administration/lists.tsx'), 'Lists'),
)
const node = deskRoute(
  '/node',
  lazyRouteComponent(() => import('./administration/diagnosis.tsx'), 'Diagnosis'),
)
const accounts = deskRoute(
  '/accounts',
  lazyRouteComponent(() => import('./administration/accounts.tsx'), 'Accounts'),
)

const tree = root.addChildren([
  home,
  check,
  records,
  newRecord,
  record,
  notices,
  notice,
  hits,
  network,
  ledger,
  lists,
  node,
  accounts,
])

export function makeRouter() {
  return createRouter({
    routeTree: tree,
    defaultPreload: 'intent',
    defaultErrorComponent: BrokenPage,
    scrollRestoration: true,
  })
}

declare module '@tanstack/react-router' {
  interface Register {
    readonly router: ReturnType<typeof makeRouter>
  }
}

function deskRoute<Path extends string>(path: Path, component: RouteComponent) {
  return createRoute({ getParentRoute: () => root, path, component })
}

function Home() {
  const { may } = useSignedIn()
  return <Navigate to={firstDeskOf(may)} replace />
}
