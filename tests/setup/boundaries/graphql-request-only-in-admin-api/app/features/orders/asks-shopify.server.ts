// reported
import { GraphQLClient } from "graphql-request";
export const own = GraphQLClient;
